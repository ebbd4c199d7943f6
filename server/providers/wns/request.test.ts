import { describe, expect, it } from "vitest";
import type { PushMessage } from "@/server/providers/provider";
import { buildWnsRequest, refuseChannel } from "./request";

const channel = "https://db3.notify.windows.com/?token=AwYAAAC%2b%2fx%3d%3D";
const sealed = { auth: { header: "Bearer t", expiresAt: 0 }, correlationVector: "cv.0" };

function build(message: Partial<PushMessage>, target = channel) {
  return buildWnsRequest(
    { kind: "toast", payload: "<toast/>", ...message },
    { channel: target },
    sealed,
  );
}

describe("channels", () => {
  it.each([
    channel,
    "https://notify.windows.com/?token=A",
    "https://wns2-by3p.notify.windows.com/?token=A",
    "https://cloud.notify.windows.com:443/?token=A",
    "HTTPS://Cloud.Notify.Windows.Com/?token=A",
    "https://cloud.notify.windows.com?token=A",
    "https://cloud.notify.windows.com",
  ])("accepts %s", (uri) => {
    expect(refuseChannel(uri)).toBeUndefined();
  });

  it.each([
    "",
    "http://cloud.notify.windows.com/?token=A",
    "https://xnotify.windows.com/?token=A",
    "https://notify.windows.com.evil.example/?token=A",
    "https://evil.example/.notify.windows.com/?token=A",
    "https://evil.example/?x=.notify.windows.com",
    "https://evil.example#.notify.windows.com",
    "https://evil.example?.notify.windows.com",
    "https://evil.example\\.notify.windows.com/",
    "https://cloud.notify.windows.com\\@evil.example/",
    "https://cloud.notify.windows.com@evil.example/",
    "https://user@cloud.notify.windows.com/?token=A",
    "https://user:secret@cloud.notify.windows.com/?token=A",
    "https://cloud.notify.windows.com:8443/?token=A",
    "https://cloud.notify.windows.com:/?token=A",
    "https://cloud.notify.windows.com:0443/?token=A",
    "https://cloud.notify.windows.com./?token=A",
    "https://.notify.windows.com/?token=A",
    "https://cloud..notify.windows.com/?token=A",
    "https://-a.notify.windows.com/?token=A",
    "https://127.0.0.1/?token=A",
    "https://[::1]/?token=A",
    "https://cloud.notify.windows.com/?token=A#f\u00e9",
    "https://cloud.notify.windows.com/?token=A b",
    "https://cloud.notify.windows.com/?token=A\r\nX-Evil: 1",
    "https://cloud.notify.windows.com/?token=A\n",
    " https://cloud.notify.windows.com/?token=A",
    "https://cloud.notify.windows\t.com/?token=A",
    "https://cloud.notify.windows\u3002com/?token=A",
    "https://\uff43loud.notify.windows.com/?token=A",
    `https://cloud.notify.windows.com/?token=${"A".repeat(2_048)}`,
  ])("refuses %j (T3)", (uri) => {
    expect(refuseChannel(uri)).toBe("channel_host_refused");
    expect(() => build({}, uri)).toThrow("not WNS's");
  });
});

describe("requests", () => {
  it("sends the headers of a toast and the URI byte for byte", () => {
    expect(build({ ttlSeconds: 3_600.9 })).toEqual({
      method: "POST",
      url: channel,
      body: "<toast/>",
      headers: {
        Authorization: "Bearer t",
        "Content-Type": "text/xml",
        "Content-Length": "8",
        "X-WNS-Type": "wns/toast",
        "X-WNS-RequestForStatus": "true",
        "X-WNS-TTL": "3600",
        "MS-CV": "cv.0",
      },
    });
  });

  it.each([
    ["tile", "text/xml", "cache"],
    ["badge", "text/xml", "cache"],
    ["raw", "application/octet-stream", undefined],
    ["toast", "text/xml", undefined],
  ] as const)("sends %s as %s with cache policy %s", (kind, type, policy) => {
    const { headers } = build({ kind });
    expect(headers["X-WNS-Type"]).toBe(`wns/${kind}`);
    expect(headers["Content-Type"]).toBe(type);
    expect(headers["X-WNS-Cache-Policy"]).toBe(policy);
  });

  it("counts bytes of UTF-8, not characters", () => {
    const request = build({ payload: "<toast>é😀</toast>" });
    expect(request.headers["Content-Length"]).toBe("21");
  });

  it("names no tag or group unless a resend may replace", () => {
    const { headers } = build({});
    expect(headers).not.toHaveProperty("X-WNS-Tag");
    expect(headers).not.toHaveProperty("X-WNS-Group");
  });

  it("names tag and group for a toast that may be sent again, for a tile the tag only", () => {
    const toast = build({ replacementId: "n1r2" }).headers;
    expect([toast["X-WNS-Tag"], toast["X-WNS-Group"]]).toEqual(["n1r2", "herald"]);
    const tile = build({ kind: "tile", replacementId: "n1r2" }).headers;
    expect([tile["X-WNS-Tag"], tile["X-WNS-Group"]]).toEqual(["n1r2", undefined]);
  });

  it.each(["", "has space", "seventeenletters1", "a-b"])("refuses the tag %j", (replacementId) => {
    expect(() => build({ replacementId })).toThrow("1 to 16 letters and digits");
  });

  it("asks for at least a second of life: WNS reads 0 as none at all", () => {
    expect(build({ ttlSeconds: 0.2 }).headers["X-WNS-TTL"]).toBe("1");
  });
});
