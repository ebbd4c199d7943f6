/** Why Herald cannot start, and what to do: printed as it is, without a stack. */
export class StartError extends Error {
  override readonly name = "StartError";
}
