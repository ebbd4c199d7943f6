import type { z } from "zod";
import type { ProviderName } from "@/db/enums";
import { apns } from "./apns";
import { type ApnsCredentials, apnsCredentialsSchema } from "./apns/credentials";
import { fcm } from "./fcm";
import { type FcmCredentials, fcmCredentialsSchema } from "./fcm/credentials";
import type { Provider } from "./provider";
import { wns } from "./wns";
import { type WnsCredentials, wnsCredentialsSchema } from "./wns/credentials";

/** Which credentials each push service takes. A provider is added here and nowhere else. */
interface CredentialsByProvider {
  wns: WnsCredentials;
  fcm: FcmCredentials;
  apns: ApnsCredentials;
}

export type KnownProviderName = keyof CredentialsByProvider & ProviderName;

const providers: { [Name in KnownProviderName]: Provider<CredentialsByProvider[Name]> } = {
  wns,
  fcm,
  apns,
};

export const credentialSchemas: {
  [Name in KnownProviderName]: z.ZodType<CredentialsByProvider[Name]>;
} = {
  wns: wnsCredentialsSchema,
  fcm: fcmCredentialsSchema,
  apns: apnsCredentialsSchema,
};

export function isKnownProvider(name: ProviderName): name is KnownProviderName {
  return name in providers;
}

export function providerOf<Name extends KnownProviderName>(
  name: Name,
): Provider<CredentialsByProvider[Name]> {
  return providers[name];
}
