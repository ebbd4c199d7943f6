import type { HeraldStorage } from "./storage";

export interface Launch {
  token: string;
  activationType: string;
  at: string;
}

/** What the customer did with a notification, or the system for lack of one. */
export interface Interaction {
  token: string;
  action: "shown" | "activated" | "dismissed" | "timed_out" | "failed";
  surface: "toast" | "action_center";
  at: string;
}

type Report = { launch: Launch } | { interaction: Interaction };

const name = "reports";
const mostWaiting = 200;
const mostAtOnce = 100;

/** @returns whether the reports are settled; false = try again later */
type Post = (path: string, body: unknown) => Promise<boolean>;

/**
 * Reports wait in storage until the network takes them (K-28), oldest first; beyond a bound the oldest go. Page
 * and service worker share the queue and take turns; what one of them sends twice counts once.
 */
export function createReports(storage: HeraldStorage, post: Post) {
  let sending: Promise<void> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** Reading and writing back is one step; for page and worker alike where the browser has locks. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const { locks } = globalThis.navigator ?? {};
    const mine = turn.then(() => (locks ? (locks.request("herald", work) as Promise<T>) : work()));
    turn = mine.catch(() => undefined);
    return mine;
  }

  const read = async (): Promise<Report[]> => JSON.parse((await storage.get(name)) ?? "[]");

  async function add(reports: Report[]): Promise<void> {
    await inTurn(async () =>
      storage.set(name, JSON.stringify([...(await read()), ...reports].slice(-mostWaiting))),
    );
    await flush();
  }

  function flush(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  async function sendAll(): Promise<void> {
    for (;;) {
      const waiting = await read();
      const [first] = waiting;
      if (!first) return;
      const count = "launch" in first ? 1 : interactionsAhead(waiting);
      const isSettled =
        "launch" in first
          ? await post("/launches", first.launch)
          : await post("/interactions", {
              interactions: waiting.slice(0, count).map((one) => (one as typeof first).interaction),
            });
      if (!isSettled) return;
      await inTurn(async () => {
        const sent = new Set(waiting.slice(0, count).map((one) => JSON.stringify(one)));
        const rest = (await read()).filter((one) => !sent.has(JSON.stringify(one)));
        await storage.set(name, JSON.stringify(rest));
      });
    }
  }

  return { add, flush };
}

function interactionsAhead(waiting: Report[]): number {
  const end = waiting.findIndex((report) => "launch" in report);
  return Math.min(mostAtOnce, end < 0 ? waiting.length : end);
}
