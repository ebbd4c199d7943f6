import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { argv } from "node:process";
import { parseXml } from "@rgrove/parse-xml";
import { parsePayload } from "@/content/parse";
import { serialize } from "@/content/serialize";
import { fillTracked, prepareTracked } from "@/content/tracking";
import { validatePayload } from "@/content/validate";

/** How long holding a toast against the schema takes, beside the bare XML parser on the same texts. */

const rounds = Number(argv[2] ?? 2_000);

/** As many elements as one toast can hold, below 5,000 bytes. */
const maximalToast = readFileSync("content/fixtures/maximal-toast.xml", "utf8");

const rows = readFileSync("content/fixtures/payload-rules.ndjson", "utf8").trim().split("\n");
const rules = rows.map((line) => (JSON.parse(line) as { xml: string }).xml);
const readable = rules.filter((xml) => parsePayload(xml).ok);

function quantile(times: number[], share: number): number {
  times.sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

/** Microseconds per text, each time another one, as after a keystroke: median and p95 over all texts and rounds. */
function measure(texts: readonly string[], work: (xml: string) => unknown, times: number) {
  const found: number[] = [];
  for (let round = 0; round < times; round++) {
    for (const text of texts) {
      const xml = `${text}<!--${round}-->`;
      const start = performance.now();
      work(xml);
      found.push((performance.now() - start) * 1_000);
    }
  }
  return { median: quantile(found, 0.5), p95: quantile(found, 0.95) };
}

const token = new Uint8Array(26);
const prepared = parsePayload(maximalToast);
if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
const { document } = prepared;
const tracked = prepareTracked(document);

function report(name: string, texts: readonly string[], times: number): void {
  measure(texts, (xml) => validatePayload(xml), Math.ceil(times / 5));
  const bare = measure(texts, (xml) => parseXml(xml), times);
  const ours = measure(texts, (xml) => validatePayload(xml), times);
  console.log(
    `${name}: validated in ${ours.median.toFixed(0)} µs (p95 ${ours.p95.toFixed(0)}), bare parser ${bare.median.toFixed(0)} µs, ratio ${(ours.median / bare.median).toFixed(1)}`,
  );
}

console.log(`load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds`);
report(
  `the maximal toast (${Buffer.byteLength(maximalToast).toLocaleString("en-US")} bytes)`,
  [maximalToast],
  rounds,
);
report(
  `${readable.length} well-formed payloads of the rule table`,
  readable,
  Math.ceil(rounds / 50),
);
const identity = measure([maximalToast], () => serialize(document), rounds);
const fill = measure([maximalToast], () => fillTracked(tracked, token), rounds * 5);
console.log(
  `serialize ${identity.median.toFixed(0)} µs; a delivery’s payload with ${tracked.crcs.length} tokens ${fill.median.toFixed(1)} µs`,
);
