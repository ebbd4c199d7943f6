import type { TranslatorCall } from "@/server/translation/network/http";
import type { AzureSettings } from "@/server/translation/schema";

/** Azure AI Translator v3: addresses, limits and requests. Facts: Microsoft's reference of Translator 3.0. */

export const azureLimits = { elements: 1_000, characters: 50_000 };
const apiVersion = "3.0";

const hosts: Record<Exclude<AzureSettings["endpoint"], "custom">, string> = {
  global: "https://api.cognitive.microsofttranslator.com",
  americas: "https://api-nam.cognitive.microsofttranslator.com",
  europe: "https://api-eur.cognitive.microsofttranslator.com",
  asia_pacific: "https://api-apc.cognitive.microsofttranslator.com",
};

export function azureUrl({ endpoint, resourceName }: AzureSettings, path: "translate"): string {
  if (endpoint !== "custom") return `${hosts[endpoint]}/${path}`;
  return `https://${resourceName}.cognitiveservices.azure.com/translator/text/v3.0/${path}`;
}

export interface AzureBatch {
  /** Azure codes. */
  from: string;
  to: readonly string[];
  /** HTML. */
  texts: readonly string[];
}

export function azureCall(
  settings: AzureSettings,
  key: string,
  { batch, traceId }: { batch: AzureBatch; traceId: string },
): TranslatorCall {
  const query = new URLSearchParams({
    "api-version": apiVersion,
    from: batch.from,
    textType: "html",
  });
  for (const to of batch.to) query.append("to", to);
  const region: Record<string, string> = settings.region
    ? { "ocp-apim-subscription-region": settings.region }
    : {};
  return {
    method: "POST",
    url: `${azureUrl(settings, "translate")}?${query}`,
    headers: {
      "ocp-apim-subscription-key": key,
      ...region,
      "content-type": "application/json; charset=UTF-8",
      "x-clienttraceid": traceId,
    },
    body: JSON.stringify(batch.texts.map((text) => ({ Text: text }))),
  };
}

/** Cuts texts and targets so that no request exceeds 1,000 elements or 50,000 characters × targets. */
export function azureBatches(texts: readonly string[], to: readonly string[]) {
  const batches: { at: number[]; to: string[] }[] = [];
  const longest = Math.max(1, ...texts.map((text) => text.length));
  const perRequest = Math.max(1, Math.floor(azureLimits.characters / longest));
  for (const targets of chunks(to, Math.min(perRequest, to.length || 1))) {
    let at: number[] = [];
    let characters = 0;
    for (const [index, text] of texts.entries()) {
      const cost = text.length * targets.length;
      const isFull =
        at.length >= azureLimits.elements || characters + cost > azureLimits.characters;
      if (isFull && at.length > 0) {
        batches.push({ at, to: targets });
        at = [];
        characters = 0;
      }
      at.push(index);
      characters += cost;
    }
    if (at.length > 0) batches.push({ at, to: targets });
  }
  return batches;
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
