/** "9", "9:05", "9.05", "0905", "9:05 pm" as "09:05"; undefined for what is no time of day. */
export function parseTime(text: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap]m)?$/i.exec(text.trim());
  if (!found) return undefined;
  const [, written = "", minutes = "00", half] = found;
  const hours = Number(written);
  if (Number(minutes) > 59 || hours > 23 || (half && (hours < 1 || hours > 12))) return undefined;
  const hour = half ? (hours % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : hours;
  return `${String(hour).padStart(2, "0")}:${minutes}`;
}
