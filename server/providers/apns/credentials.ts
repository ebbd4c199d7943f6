import { z } from "zod";

const keyId = z
  .string()
  .trim()
  .regex(/^[A-Z0-9]{10}$/, { error: "A key ID has 10 capital letters and digits." });
const teamId = z
  .string()
  .trim()
  .regex(/^[A-Z0-9]{10}$/, { error: "A team ID has 10 capital letters and digits." });
/** The bundle ID, or one of its kinds as `com.contoso.app.voip`. */
const topic = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, {
    error: "A bundle ID looks like com.contoso.runner.",
  })
  .max(155, { error: "A bundle ID has at most 155 characters." });

const pemPattern = /^-----BEGIN PRIVATE KEY-----\s[A-Za-z0-9+/=\s]+-----END PRIVATE KEY-----\s*$/;

const secret = z.string().transform((text, context) => {
  const pem = text.replace(/\r\n?/g, "\n").trim();
  const problem = keyProblem(pem);
  if (problem === undefined) return `${pem}\n`;
  context.addIssue({ code: "custom", message: problem });
  return z.NEVER;
});

/** Apple's .p8 file as it was downloaded; a P-256 key is 138 bytes of DER, give or take a few. */
function keyProblem(pem: string): string | undefined {
  if (pem === "") return "Choose the .p8 file, or paste its text.";
  if (/BEGIN CERTIFICATE|BEGIN RSA|BEGIN EC /.test(pem)) {
    return "This is a certificate or another kind of key. APNs needs the .p8 file of an authentication key.";
  }
  if (!pemPattern.test(pem)) {
    return "The text is not a whole .p8 key: it begins with BEGIN PRIVATE KEY and ends with END PRIVATE KEY.";
  }
  return pem.length > 600 ? "This key is too long for one of Apple’s (P-256)." : undefined;
}

export const apnsEnvironments = ["production", "sandbox"] as const;
export type ApnsEnvironment = (typeof apnsEnvironments)[number];

/** A signing key of an Apple team for one app. The secret is the key, PEM. */
export const apnsCredentialsSchema = z.strictObject({
  flow: z.literal("token"),
  keyId,
  teamId,
  topic,
  environment: z.enum(apnsEnvironments),
  secret,
});
export type ApnsCredentials = z.infer<typeof apnsCredentialsSchema>;
