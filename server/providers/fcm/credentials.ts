import { z } from "zod";

const projectId = z.string().regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9](:[a-z0-9.-]{1,60})?$/, {
  error: "The project ID in the file is not one that Google Cloud gives.",
});
const clientEmail = z
  .email({ error: "The file has no e-mail address of a service account." })
  .max(320);
const privateKeyId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{0,128}$/, { error: "The key ID in the file has strange characters." });

/** What is kept of a service account: what may be shown, and the private key as the secret (PEM, PKCS 8). */
export const fcmCredentialsSchema = z.strictObject({
  flow: z.literal("service_account"),
  projectId,
  clientEmail,
  privateKeyId,
  secret: z.string().min(1),
});
export type FcmCredentials = z.infer<typeof fcmCredentialsSchema>;

const pemPattern = /^-----BEGIN PRIVATE KEY-----\n[A-Za-z0-9+/=\n]+-----END PRIVATE KEY-----\n?$/;

/** The JSON file that the Firebase console gives, as text. What is wrong with it is said of the file itself. */
export const fcmInputSchema = z.strictObject({
  serviceAccount: z
    .string()
    .max(20_000, { error: "A service account file is smaller than that." })
    .transform((text, context): FcmCredentials => {
      const refuse = (message: string) => {
        context.addIssue({ code: "custom", message });
        return z.NEVER;
      };
      const file = parseFile(text);
      if (!file) return refuse("Paste the whole JSON file, from { to }.");
      const problem = fileProblem(file);
      if (problem) return refuse(problem);
      const read = fcmCredentialsSchema.safeParse({
        flow: "service_account",
        projectId: file.project_id,
        clientEmail: file.client_email,
        privateKeyId: file.private_key_id ?? "",
        secret: file.private_key,
      });
      return read.success ? read.data : refuse(read.error.issues[0]?.message ?? "Check the file.");
    }),
});

function parseFile(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The wrong files people have at hand, each named. */
function fileProblem(file: Record<string, unknown>): string | undefined {
  if ("project_info" in file) {
    return "This is google-services.json, which belongs into the app. The service account is another file: Project settings, Service accounts, Generate new private key.";
  }
  if ("installed" in file || "web" in file) {
    return "This is an OAuth client. A service account is needed: Project settings, Service accounts.";
  }
  if (file.type !== "service_account") {
    return "The file’s type is not service_account. Generate a new private key under Service accounts.";
  }
  if (typeof file.project_id !== "string") return "The file names no project_id.";
  if (typeof file.client_email !== "string") return "The file names no client_email.";
  if (typeof file.private_key !== "string" || !pemPattern.test(file.private_key)) {
    return "The private_key in the file is not a whole PEM key. Paste the file as it was downloaded.";
  }
  return undefined;
}
