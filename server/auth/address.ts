/**
 * The address a request came from, as the nearest hop wrote it: Next notes the socket's address, a reverse
 * proxy appends what it saw. What stands further left was sent by the client and proves nothing.
 */
export function nearestAddress(forwardedFor: string | null | undefined): string {
  return forwardedFor?.split(",").pop()?.trim().slice(0, 64) || "unknown";
}
