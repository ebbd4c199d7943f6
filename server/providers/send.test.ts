import { createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PushAnswer, PushRequest } from "./provider";
import { createSender, type Sender, type SenderOptions } from "./send";

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** A far side that is only sockets: what it does with bytes is each test's own. */
let server: Server;
let port: number;
let sockets: Socket[];
let senders: Sender[];
let onText: (text: string, socket: Socket) => void;

beforeEach(async () => {
  sockets = [];
  senders = [];
  onText = (_text, socket) => socket.write(ok);
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on("data", (bytes) => onText(bytes.toString("latin1"), socket));
    socket.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = address !== null && typeof address === "object" ? address.port : 0;
});

afterEach(async () => {
  await Promise.all(senders.map((sender) => sender.close()));
  for (const socket of sockets) {
    socket.destroy();
  }
  await new Promise((resolve) => server.close(resolve));
});

function open(options: SenderOptions = {}): Sender {
  const sender = createSender({
    reroute: { host: "127.0.0.1", port },
    deadlineMs: 300,
    ...options,
  });
  senders.push(sender);
  return sender;
}

function post(url: string, headers: Record<string, string> = {}): PushRequest {
  return { method: "POST", url, headers, body: "x" };
}

function send(sender: Sender, request: PushRequest): Promise<PushAnswer> {
  return new Promise((resolve) => sender.send(request, resolve));
}

const url = "https://push.example/a";
const answered = { kind: "answer", status: 200, body: "ok" };

describe("connections", () => {
  it("are used again, one request at a time, and never more than allowed per origin", async () => {
    let running = 0;
    let most = 0;
    onText = (_text, socket) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        socket.write(ok);
      }, 2);
    };
    const sender = open({ connections: 3 });
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(sender, post(url))));
    expect(answers.every(({ kind }) => kind === "answer")).toBe(true);
    expect(sockets).toHaveLength(3);
    expect(most).toBe(3);
  });

  it("of two hosts are not shared, so that a black hole takes none of the other's", async () => {
    onText = (text, socket) => text.includes("Host: healthy.example") && socket.write(ok);
    const sender = open({ connections: 2, deadlineMs: 1_000 });
    let lost = 0;
    const holes = Array.from({ length: 10 }, async () => {
      const answer = await send(sender, post("https://hole.example/"));
      lost += answer.kind === "failure" ? 1 : 0;
    });
    for (let n = 0; n < 20; n += 1) {
      expect(await send(sender, post("https://healthy.example/"))).toMatchObject(answered);
    }
    expect(lost, "the healthy host was not waited for").toBe(0);
    await Promise.all(holes);
    expect(lost).toBe(10);
  });

  it("that said more than was asked are not used again", async () => {
    onText = (_text, socket) => socket.write(`${ok}HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n`);
    const sender = open();
    expect(await send(sender, post(url))).toMatchObject(answered);
    expect(await send(sender, post(url))).toMatchObject(answered);
    expect(sockets).toHaveLength(2);
  });

  it("whose far side says close or names a short time are not used again", async () => {
    const headers = ["Connection: close", "Keep-Alive: timeout=2"];
    onText = (_text, socket) =>
      socket.write(
        `HTTP/1.1 200 OK\r\n${headers[sockets.length - 1] ?? "A: 1"}\r\nContent-Length: 2\r\n\r\nok`,
      );
    const sender = open();
    for (const expected of [1, 2, 3, 3]) {
      expect(await send(sender, post(url))).toMatchObject(answered);
      expect(sockets).toHaveLength(expected);
    }
  });

  it("that the far side closed while idle are replaced before a request is risked on them", async () => {
    const sender = open();
    await send(sender, post(url));
    await new Promise((resolve) => sockets[0]?.end(() => setTimeout(resolve, 20)));
    expect(await send(sender, post(url))).toMatchObject(answered);
  });

  it("a reset fails the request it carried and no other", async () => {
    onText = (text, socket) =>
      text.includes("/bad") ? socket.resetAndDestroy() : socket.write(ok);
    const sender = open({ connections: 2 });
    const [bad, ...good] = await Promise.all(
      ["/bad", "/1", "/2", "/3"].map((path) => send(sender, post(`https://push.example${path}`))),
    );
    expect(bad).toEqual({ kind: "failure", failure: "reset", written: true });
    expect(good.map(({ kind }) => kind)).toEqual(["answer", "answer", "answer"]);
  });
});

describe("a host that swallows everything", () => {
  it("rests after twenty in a row: the next is told at once that nothing was written", async () => {
    onText = () => undefined;
    const sender = open({ deadlineMs: 100 });
    const lost = await Promise.all(Array.from({ length: 20 }, () => send(sender, post(url))));
    expect(new Set(lost.map(({ kind }) => kind))).toEqual(new Set(["failure"]));
    const answers: PushAnswer[] = [];
    sender.send(post(url), (answer) => answers.push(answer));
    expect(answers, "at once").toEqual([{ kind: "failure", failure: "refused", written: false }]);
    onText = (_text, socket) => socket.write(ok);
    expect(await send(sender, post("https://other.example/"))).toMatchObject(answered);
  });
});

describe("an answer", () => {
  it("is told exactly once, though it comes after the deadline has cut it off", async () => {
    const answers: PushAnswer[] = [];
    onText = (_text, socket) => setTimeout(() => socket.write(ok), 60);
    const sender = open({ deadlineMs: 30 });
    sender.send(post(url), (answer) => answers.push(answer));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(answers).toEqual([{ kind: "failure", failure: "timeout", written: true }]);
  });
});

describe("requests that could become something else", () => {
  it.each([
    [post("https://push.example/a b")],
    [post("https://push.example/\u00e9")],
    [post(url, { Authorization: "a\r\nX-Evil: 1" })],
  ])("%j is not written", async (request) => {
    const texts: string[] = [];
    onText = (text, socket) => {
      texts.push(text);
      socket.write(ok);
    };
    const sender = open();
    expect(await send(sender, request)).toMatchObject({ kind: "failure", written: false });
    expect(await send(sender, post(url))).toMatchObject(answered);
    expect(texts).toHaveLength(1);
  });
});

describe("close", () => {
  it("waits for what is in flight and sends nothing after", async () => {
    onText = (_text, socket) => setTimeout(() => socket.write(ok), 50);
    const sender = open();
    const flying = send(sender, post(url));
    const closed = sender.close();
    expect(await send(sender, post(url))).toMatchObject({ failure: "refused", written: false });
    expect(await flying).toMatchObject(answered);
    await closed;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sockets.every(({ destroyed, readyState }) => destroyed || readyState !== "open")).toBe(
      true,
    );
  });
});

describe("without an emulator", () => {
  /** Tells which names were asked for and answers with an address inside the network. */
  function openWithNames() {
    const names: string[] = [];
    const sender = createSender({
      resolve: (host, _options, callback) => {
        names.push(host);
        callback(null, [{ address: "127.0.0.1", family: 4 }]);
      },
    });
    senders.push(sender);
    return { sender, names };
  }

  const refused = { kind: "failure", failure: "refused", written: false };

  it.each([
    ["http://push.example/", "plain HTTP"],
    ["https://push.example:8443/", "another port"],
    ["https://127.0.0.1/", "a loopback address"],
    ["https://[::1]/", "a loopback address"],
    ["https://169.254.169.254/", "the metadata service"],
    ["https://0x7f.1/", "a loopback address in disguise"],
  ])("%s is not even looked up: %s (T3)", async (target) => {
    const { sender, names } = openWithNames();
    expect(await send(sender, post(target))).toEqual(refused);
    expect(names).toEqual([]);
  });

  it("a name that leads inside the network is looked up and refused (T3)", async () => {
    const { sender, names } = openWithNames();
    expect(await send(sender, post("https://push.example/"))).toEqual(refused);
    expect(names).toEqual(["push.example"]);
  });

  it("this machine's own name is refused by the system's resolver too (T3)", async () => {
    const sender = createSender();
    senders.push(sender);
    expect(await send(sender, post("https://localhost/"))).toEqual(refused);
  });
});
