/** Only a path of our own; anything else leads home. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/notifications";
}
