import { spawnSync } from "node:child_process";

/**
 * `npm run bench [name …]`: one question each, every figure with its baseline from the same run and the ratio. Each
 * bench is a process of its own, so that none inherits another's heap or open connections.
 */
const benches: { name: string; question: string; arguments: string[] }[] = [
  {
    name: "client",
    question: "How fast is the sender alone against undici?",
    arguments: ["bench/send-client.ts"],
  },
  {
    name: "send",
    question:
      "How fast does a notification to 200,000 go out, everything recorded, against the bare HTTP client? (reach 0.80)",
    arguments: ["bench/send.ts", "200000", "3"],
  },
  {
    name: "send-flat",
    question: "Does a delivery cost the same at 10,000 and at 100,000?",
    arguments: ["bench/send.ts", "10000,100000", "2"],
  },
  {
    name: "send-million",
    question: "1,000,000 registrations, Send to last delivery? (reach 120 s, freeze 5 s)",
    arguments: ["bench/send.ts", "1000000", "1"],
  },
  {
    name: "freeze",
    question:
      "How long does the freeze of 1,000,000 take, at once, in local time, with quiet hours, hold-out and cap? (reach 5 s)",
    arguments: ["bench/freeze.ts", "1000000"],
  },
  {
    name: "web-push",
    question: "Web Push requests built per second of one core, against npm web-push? (reach 4 ×)",
    arguments: ["bench/web-push.ts", "5", "4000"],
  },
  {
    name: "content",
    question: "How long does it take to validate a toast, against the bare XML parser?",
    arguments: ["bench/content.ts", "2000"],
  },
  {
    name: "browser",
    question:
      "Keystroke to preview on a maximal toast, Analyze interactive, a chart of 365 days? (reach p95 50 ms for the first)",
    arguments: ["bench/browser.ts", "10"],
  },
  {
    name: "groups",
    question:
      "Exact count of five conditions over 1,000,000 app customers? (reach p95 150 ms, 1.2 × the SQL by hand)",
    arguments: ["bench/groups.ts", "1000000", "40"],
  },
  {
    name: "ingest",
    question:
      "How many registrations, launches and interactions a second while a send runs? (reach 1,000/s, p99 100 ms)",
    arguments: ["bench/ingest.ts", "100000", "8", "32"],
  },
  {
    name: "why",
    question: "Why? of one person at 10,000,000 deliveries? (reach p95 50 ms)",
    arguments: ["bench/why.ts", "10000000", "400"],
  },
  {
    name: "flow-latency",
    question:
      "From a signed request to the request at the provider, against SendPushNotification directly?",
    arguments: ["bench/connector/flow-latency.ts", "200"],
  },
  {
    name: "analyze",
    question:
      "Analyze over 12 months at 100,000 and at 10,000,000 deliveries? (reach p95 100 ms, the same)",
    arguments: ["bench/analyze.ts", "100000,10000000", "40"],
  },
  {
    name: "connector",
    question:
      "A call of SendPushNotification: how long to its request at the provider, idle and behind 200,000? A group of 100,000 people?",
    arguments: ["bench/connector/connector.ts", "100000", "200000", "120"],
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(", ")}. There are: ${benches.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(1);
}

let failed = 0;
for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
  console.log(`\n${bench.name}: ${bench.question}`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", ...bench.arguments], {
    stdio: "inherit",
  });
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
