import { PowerFxError, type Token, tokens } from "./power-fx-tokens";
import { type PushInput, pushInput } from "./schema";

/**
 * A call as a Power Fx formula writes it (C-24 to C-26): `Connection.SendPushNotification({recipients: […], …})`.
 * Pure; the console reads what people paste. Named arguments in any order; texts, numbers, true and false, tables as
 * `[…]` or `Table({…}, …)`, GUID("…").
 */
export type PowerFxResult =
  | { ok: true; push: PushInput }
  | { ok: false; message: string; line: number; column: number };

export function readPowerFx(text: string): PowerFxResult {
  try {
    const call = new Reader(tokens(text)).call();
    const parsed = pushInput.safeParse(call.value);
    if (parsed.success) return { ok: true, push: parsed.data };
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? "");
    const at = call.places.get(name) ?? call.at;
    throw new PowerFxError(messageOf(name, call.places, issue?.message), at);
  } catch (error) {
    if (!(error instanceof PowerFxError)) throw error;
    return { ok: false, message: error.message, ...placeOf(text, error.at) };
  }
}

function messageOf(name: string, places: Map<string, number>, message = ""): string {
  if (name !== "" && !places.has(name)) return `${name} is missing.`;
  return name === "" ? message : `${name}: ${message}`;
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const knownArguments = ["recipients", "message", "openApp", "params"];

interface Call {
  value: Record<string, unknown>;
  places: Map<string, number>;
  at: number;
}

class Reader {
  private next = 0;

  constructor(private readonly all: Token[]) {}

  call(): Call {
    const start = this.peek();
    const name = this.dottedName();
    if (!/^SendPushNotification(V2)?$/.test(name)) {
      throw new PowerFxError("This calls something else than SendPushNotification.", start.at);
    }
    this.expect("(");
    const at = this.peek().at;
    const places = new Map<string, number>();
    const value = this.record((key, place) => {
      if (!knownArguments.includes(key)) {
        const names = knownArguments.join(", ");
        throw new PowerFxError(`SendPushNotification has no ${key}. It has: ${names}.`, place);
      }
      places.set(key, place);
    });
    this.expect(")");
    // Two where a comma is the decimal sign.
    while (this.peek().text === ";") this.take();
    if (this.peek().kind !== "end") {
      throw new PowerFxError("One call at a time: remove what follows.", this.peek().at);
    }
    return { value, places, at };
  }

  /** The last part: what stands before it is the name of the connection. */
  private dottedName(): string {
    let name = this.name();
    while (this.peek().text === ".") {
      this.take();
      name = this.name();
    }
    return name;
  }

  private name(): string {
    const token = this.take();
    if (token.kind === "name") return token.value;
    throw new PowerFxError(`A name was expected, not ${shown(token)}.`, token.at);
  }

  private record(onName: (name: string, at: number) => void = () => undefined) {
    this.expect("{");
    const found: [string, unknown][] = [];
    while (this.peek().text !== "}") {
      const { at } = this.peek();
      const name = this.name();
      onName(name, at);
      if (found.some(([known]) => known === name)) {
        throw new PowerFxError(`${name} is there twice.`, at);
      }
      this.expect(":");
      found.push([name, this.value()]);
      if (!this.comma("}")) break;
    }
    this.expect("}");
    return Object.fromEntries(found);
  }

  private value(): unknown {
    const token = this.peek();
    if (token.text === "{") return this.record();
    if (token.text === "[") return this.list("[", "]");
    if (token.kind === "text" || token.kind === "number") return this.take().value;
    if (token.kind === "name") return this.named();
    throw new PowerFxError(`A value was expected, not ${shown(token)}.`, token.at);
  }

  private named(): unknown {
    const { value, at } = this.take();
    if (value === "true" || value === "false") return value === "true";
    const isCall = this.peek().text === "(";
    if (value === "Table" && isCall) return this.list("(", ")");
    if (value === "GUID" && isCall) return this.list("(", ")")[0];
    const advice = isCall
      ? `${value}(…) is worked out in your app. Write its result here.`
      : `${value} is not in quotation marks.`;
    throw new PowerFxError(advice, at);
  }

  private list(open: string, close: string): unknown[] {
    this.expect(open);
    const values: unknown[] = [];
    while (this.peek().text !== close) {
      values.push(this.value());
      if (!this.comma(close)) break;
    }
    this.expect(close);
    return values;
  }

  /** A comma, or in some languages of Power Apps a semicolon; false at the end. */
  private comma(close: string): boolean {
    const token = this.peek();
    if (token.text === close) return false;
    if (token.text !== "," && token.text !== ";") {
      throw new PowerFxError(`A comma or ${close} was expected, not ${shown(token)}.`, token.at);
    }
    this.take();
    return true;
  }

  private expect(text: string): void {
    const token = this.take();
    if (token.text === text) return;
    throw new PowerFxError(`${text} was expected, not ${shown(token)}.`, token.at);
  }

  private peek(): Token {
    return this.all[this.next] ?? { kind: "end", text: "", value: "", at: 0 };
  }

  private take(): Token {
    const token = this.peek();
    this.next += 1;
    return token;
  }
}

function shown(token: Token): string {
  return token.kind === "end" ? "the end" : token.text;
}
