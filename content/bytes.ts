/** WNS takes 5,000 bytes; the Windows App SDK's local limit (5,120) is not ours. */
export const payloadByteLimit = 5000;

/** Bytes of a text in UTF-8; a lone surrogate counts as the three bytes of its replacement. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else {
      bytes += 2;
      const next = text.charCodeAt(at + 1);
      const isPair = (unit & 0xfc00) === 0xd800 && (next & 0xfc00) === 0xdc00;
      // A pair is four bytes for two units, so two more than its length, of which both are counted here.
      if (isPair) at++;
    }
  }
  return bytes;
}
