import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { env as given } from "node:process";
import { parseArgs } from "node:util";
import { z } from "zod";
import { parseEnv } from "@/server/env";
import {
  type Download,
  installFromFolder,
  installFromList,
  pinsOf,
  pinsSchema,
  removePack,
} from "@/server/translation/local/install";
import { installedPacks } from "@/server/translation/local/packs";

/** Local translation models of this machine: npm run models -- list | add | pins | remove. */

const usage = `npm run models -- list
npm run models -- add FOLDER --pair en-de [--pins pins.json]
npm run models -- add https://…/models.json --pair en-de --pins pins.json [--architecture tiny]
npm run models -- pins https://…/models.json --pair en-de [--architecture tiny]
npm run models -- remove en-de

A pack goes into $HERALD_DATA/models and is used by the workers of this machine. From the network every file must
have a pinned hash: "pins" prints what the list claims; compare it with a source you trust and keep it.`;

const longestDownloadMs = 10 * 60_000;

const download: Download = async (url) => {
  if (!url.startsWith("https://")) throw new Error(`${url} is not https.`);
  const answer = await fetch(url, {
    redirect: "error",
    signal: AbortSignal.timeout(longestDownloadMs),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return Buffer.from(await answer.arrayBuffer());
};

function pairOf(text: string | undefined): { from: string; to: string } {
  const [, from, to] = /^([a-z_]+)-([a-z_]+)$/.exec(text ?? "") ?? [];
  if (!from || !to) throw new Error("Say which pair with --pair, for example --pair en-de.");
  return { from, to };
}

function pinsFrom(file: string | undefined, pair: string) {
  if (file === undefined) return undefined;
  const read: unknown = JSON.parse(readFileSync(file, "utf8"));
  const byPair = z.record(z.string(), pinsSchema).safeParse(read);
  const pins = byPair.success ? byPair.data[pair] : undefined;
  if (!pins) throw new Error(`${file} has no pins for ${pair}.`);
  return pins;
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      pair: { type: "string" },
      pins: { type: "string" },
      architecture: { type: "string" },
    },
  });
  const [command, source = ""] = positionals;
  const root = join(resolve(parseEnv(given).HERALD_DATA), "models");
  if (command === "list") {
    const packs = installedPacks(root);
    for (const { pack } of packs) {
      console.log(
        `${pack.from}-${pack.to}  ${pack.architecture}  ${pack.model.name}  from ${pack.source}`,
      );
    }
    if (packs.length === 0) console.log(`No packs in ${root}.`);
  } else if (command === "add" && source !== "") {
    const pair = pairOf(values.pair);
    const wanted = {
      ...pair,
      pins: pinsFrom(values.pins, `${pair.from}-${pair.to}`),
      architecture: values.architecture,
    };
    const isUrl = /^https?:\/\//.test(source);
    const pack = isUrl
      ? await installFromList(root, source, { ...wanted, download })
      : installFromFolder(root, source, wanted);
    console.log(
      `${pack.from}-${pack.to} is installed. Switch local models on in Settings > Translation.`,
    );
  } else if (command === "pins" && source !== "") {
    const pair = pairOf(values.pair);
    const { architecture } = values;
    const pins = await pinsOf(source, { ...pair, architecture, download });
    console.log(JSON.stringify({ [`${pair.from}-${pair.to}`]: pins }, null, 2));
  } else if (command === "remove" && source !== "") {
    console.log(removePack(root, source) ? `${source} is removed.` : `There is no pack ${source}.`);
  } else {
    console.log(usage);
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
