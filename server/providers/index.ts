import type { ProviderName } from "@/db/enums";
import type { Provider } from "./provider";
import { wns } from "./wns";
import { type WnsCredentials, wnsCredentialsSchema } from "./wns/credentials";

/** Which credentials each push service takes. A provider is added here and nowhere else. */
interface CredentialsByProvider {
  wns: WnsCredentials;
}

export type KnownProviderName = keyof CredentialsByProvider & ProviderName;

const providers: { [Name in KnownProviderName]: Provider<CredentialsByProvider[Name]> } = { wns };

export const credentialSchemas = { wns: wnsCredentialsSchema };

export function isKnownProvider(name: ProviderName): name is KnownProviderName {
  return name in providers;
}

export function providerOf<Name extends KnownProviderName>(
  name: Name,
): Provider<CredentialsByProvider[Name]> {
  return providers[name];
}
