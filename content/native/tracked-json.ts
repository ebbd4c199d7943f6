import { prepareCut, type TrackedPayload } from "@/content/tracking";

/** U+FFFF: JSON writes it as it is, and XML cannot carry it, so no author's text holds it. */
const cut = "\uffff";

/** An argument string behind which JSON.stringify leaves room for a launch token. */
class TrackedArgument {
  constructor(
    private readonly value: string,
    private readonly values: string[],
  ) {}

  /** Called in the order in which JSON is written, which is the order of the cuts. */
  toJSON(): string {
    this.values.push(this.value);
    return this.value + cut;
  }
}

/**
 * JSON cut where tokens go, for fillTracked. `build` gets a function that marks an argument string; when nothing
 * is tracked the function changes nothing. A token holds no character that JSON would escape.
 */
export function prepareTrackedJson(
  isTracked: boolean,
  build: (track: (argument: string) => unknown) => unknown,
): TrackedPayload {
  const values: string[] = [];
  const track = (argument: string) =>
    isTracked ? new TrackedArgument(argument, values) : argument;
  const pieces = JSON.stringify(build(track)).split(cut);
  return prepareCut(pieces, values);
}
