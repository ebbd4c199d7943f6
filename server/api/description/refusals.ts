/** Every answer that says no: when, and what its body looks like. Both descriptions of the API are made of it. */
export interface Refusal {
  description: string;
  example: {
    error: { code: string; message: string; details?: { field: string; message: string }[] };
  };
  /** Says in Retry-After how many seconds to wait. */
  waits?: boolean;
}

function refusal(
  description: string,
  error: Refusal["example"]["error"],
  more: Pick<Refusal, "waits"> = {},
): Refusal {
  return { description, example: { error }, ...more };
}

const missing = "This field is missing.";

export const refusals: Readonly<Record<string, Refusal>> = {
  "400": refusal("The request is malformed; details name the fields.", {
    code: "invalid",
    message: "Some fields are missing or wrong.",
    details: [{ field: "message", message: missing }],
  }),
  "401": refusal("The key, the registration secret or the signature is missing or wrong.", {
    code: "unauthorized",
    message: "Send an API key as Authorization: Bearer hk_….",
  }),
  "403": refusal("The key may not do this.", {
    code: "forbidden",
    message: "This API key may not do that. It needs the scope push:send.",
  }),
  "404": refusal("There is no such thing, or it is somebody else’s.", {
    code: "not_found",
    message: "There is no such connection.",
  }),
  "405": refusal("Allow says which methods there are.", {
    code: "method_not_allowed",
    message: "Allowed here: POST, OPTIONS.",
  }),
  "409": refusal(
    "It changed meanwhile, is off, or a call with this Idempotency-Key is still running.",
    {
      code: "conflict",
      message: "A call with this Idempotency-Key is still running. Try again.",
    },
    { waits: true },
  ),
  "413": refusal("The body is too large.", {
    code: "too_large",
    message: "At most 262,144 bytes.",
  }),
  "415": refusal("The body is of another type, or compressed.", {
    code: "unsupported_media_type",
    message: "Send JSON, not compressed.",
  }),
  "422": refusal("The request is well-formed and breaks a rule.", {
    code: "unprocessable",
    message: "This Idempotency-Key was used with another body. Use a new key for a new call.",
  }),
  "429": refusal(
    "Too many calls.",
    { code: "too_many", message: "Too many calls. Wait as long as Retry-After says." },
    { waits: true },
  ),
  "500": refusal("A mistake of ours; X-Request-Id finds it in the log.", {
    code: "internal",
    message: "Something went wrong on our side. Request 0b1f6d1c-6a0e-4f0b-9f5a-0f2b4f6a7c11.",
  }),
  "503": refusal(
    "The database does not answer.",
    { code: "unavailable", message: "The database does not answer. Try again." },
    { waits: true },
  ),
};
