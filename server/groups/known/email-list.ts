/** The addresses of a known user group as people type, paste and import them (S-03). Runs in the browser. */

export const mostEmails = 10_000;
const mostCharacters = 254;
const mostProblems = 100;

export interface EmailList {
  /** NFKC, lower case, each once, in the order they came. */
  emails: string[];
  /** How often an address came again. */
  repeated: number;
  /** What is no address; at most 100 of them. */
  problems: { line: number; text: string }[];
}

// One @, something before it, and a domain: the mailbox itself is known only to its host.
const emailPattern = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/u;

/** The address as customers keep it, or undefined for what is none. */
export function normalizeEmail(text: string): string | undefined {
  const email = text.normalize("NFKC").toLowerCase();
  return email.length <= mostCharacters && emailPattern.test(email) ? email : undefined;
}

/**
 * Separators: space, comma, semicolon, line break. A cell of a spreadsheet may stand in quotes, behind the
 * apostrophe that keeps it a text, or in angle brackets; the head "email" is no address and no mistake.
 */
export function parseEmails(text: string): EmailList {
  const found = new Set<string>();
  const problems: EmailList["problems"] = [];
  let repeated = 0;
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    for (const token of line.split(/[\s,;]+/)) {
      const bare = token.replace(/^["'<]+|["'>]+$/g, "");
      if (bare === "" || (index === 0 && /^e-?mail$/i.test(bare))) continue;
      const email = normalizeEmail(bare);
      if (email === undefined) {
        if (problems.length < mostProblems) problems.push({ line: index + 1, text: bare });
      } else if (found.has(email)) repeated += 1;
      else found.add(email);
    }
  }
  return { emails: [...found], repeated, problems };
}

/** A spreadsheet runs what begins with one of these, full-width forms included (T15). */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/;

/** One column with a head; read back by parseEmails to the same list. */
export function emailsToCsv(emails: readonly string[]): string {
  const lines = emails.map((email) => (formulaStart.test(email) ? `'${email}` : email));
  return `${["email", ...lines].join("\r\n")}\r\n`;
}
