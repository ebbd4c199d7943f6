import { describe, expect, it } from "vitest";
import { channelStates, emulatorChannel, parseChannel } from "./channel";

const packageSid = "ms-app://s-1-15-2-1-2-3-4";
const targetOf = (uri: string) => uri.slice(uri.indexOf("/", "https://".length));

describe("emulated channels", () => {
  it.each(channelStates)("%s is said by the URI itself", (state) => {
    const uri = emulatorChannel({ packageSid, state, n: 12_345 });
    expect(uri).toMatch(/^https:\/\/cloud\.notify\.windows\.com\/\?token=%2b%2f%2f%2b/);
    expect(parseChannel(targetOf(uri))).toEqual({ app: packageSid, state, n: 12_345 });
  });

  it("belong to a client ID as well, are ok by default and come from several hosts", () => {
    const uri = emulatorChannel({ clientId: "c", n: 1, host: 2 });
    expect(new URL(uri).host).toBe("bn1.notify.windows.com");
    expect(parseChannel(targetOf(uri))).toEqual({ app: "c", state: "ok", n: 1 });
  });

  it("of a million people differ", () => {
    const uris = Array.from({ length: 1_000 }, (_, n) =>
      emulatorChannel({ packageSid, n: n * 1_000 }),
    );
    expect(new Set(uris).size).toBe(1_000);
  });

  const good = targetOf(emulatorChannel({ packageSid, n: 1 }));
  it.each([
    ["upper-case digits", good.replaceAll("%2b", "%2B")],
    ["decoded", decodeURIComponent(good)],
    ["encoded twice", encodeURI(good)],
    ["another parameter", `${good}&x=1`],
    ["another path", good.replace("/?", "/push?")],
    ["no token", "/"],
    ["another state", `/?token=%2b%2f%2f%2b${Buffer.from("odd|1|app").toString("base64url")}`],
    ["foreign text", "/?token=AwYAAAC"],
  ])("are not recognised when re-encoded or foreign: %s", (_name, target) => {
    expect(parseChannel(target)).toBeUndefined();
  });
});
