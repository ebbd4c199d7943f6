/** A command that may not be done. The message is fit for the person who asked. */
export type AppErrorCode =
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "unprocessable"
  | "too_large"
  | "too_many"
  | "unavailable";

export interface FieldProblem {
  /** Path of the field as the form names it, for example "content.launch". */
  field: string;
  message: string;
}

export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly fields: FieldProblem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: AppErrorCode,
    message: string,
    options: { fields?: FieldProblem[]; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Foreign and missing objects answer alike (RELIABILITY checklist 21). */
export function notFound(thing: string): AppError {
  return new AppError("not_found", `There is no such ${thing}.`);
}
