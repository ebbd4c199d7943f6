import type { z } from "zod";
import type { ProviderName } from "@/db/enums";
import { apns } from "./apns";
import { type ApnsCredentials, apnsCredentialsSchema } from "./apns/credentials";
import { fcm } from "./fcm";
import { type FcmCredentials, fcmCredentialsSchema } from "./fcm/credentials";
import type { Provider } from "./provider";
import { webPush } from "./web-push";
import { type WebPushCredentials, webPushCredentialsSchema } from "./web-push/credentials";
import { wns } from "./wns";
import { type WnsCredentials, wnsCredentialsSchema } from "./wns/credentials";

/** Which credentials each push service takes. A provider is added here and nowhere else. */
interface CredentialsByProvider {
  wns: WnsCredentials;
  fcm: FcmCredentials;
  apns: ApnsCredentials;
  webpush: WebPushCredentials;
}

export type KnownProviderName = keyof CredentialsByProvider & ProviderName;

const providers: { [Name in KnownProviderName]: Provider<CredentialsByProvider[Name]> } = {
  wns,
  fcm,
  apns,
  webpush: webPush,
};

export const credentialSchemas: {
  [Name in KnownProviderName]: z.ZodType<CredentialsByProvider[Name]>;
} = {
  wns: wnsCredentialsSchema,
  fcm: fcmCredentialsSchema,
  apns: apnsCredentialsSchema,
  webpush: webPushCredentialsSchema,
};

export function isKnownProvider(name: ProviderName): name is KnownProviderName {
  return name in providers;
}

export function providerOf<Name extends KnownProviderName>(
  name: Name,
): Provider<CredentialsByProvider[Name]> {
  return providers[name];
}
