import { expect, test } from "vitest";
import { fillTracked, stripLaunchToken, tokenBytes } from "@/content/tracking";
import { prepareTrackedJson } from "./tracked-json";

const token = Uint8Array.from({ length: tokenBytes }, (_, index) => index * 9);

test("every marked argument ends in a token of its own, whatever it holds (K-26, K-27)", () => {
  const values = ["", "a=1;b=2", 'q"uo\\te', "line\nbreak", "𝔘nicode é", "x;__ntk=AAAA", "\\uffff"];
  const payload = prepareTrackedJson(true, (track) => ({
    launch: track(values[0] ?? ""),
    text: "not tracked",
    actions: values.slice(1).map((value) => ({ launch: track(value) })),
  }));
  const text = fillTracked(payload, token);
  expect(payload.bytes).toBe(Buffer.byteLength(text));
  const read = JSON.parse(text);
  const launches = [read.launch, ...read.actions.map((one: { launch: string }) => one.launch)];
  expect(launches.map((launch) => stripLaunchToken(launch).original)).toEqual(values);
  expect(new Set(launches.map((launch) => stripLaunchToken(launch).token)).size).toBe(1);
  expect(read.text).toBe("not tracked");
});

test("nothing is added when launches are not tracked (K-20)", () => {
  const payload = prepareTrackedJson(false, (track) => ({ launch: track("a=1") }));
  expect(fillTracked(payload, token)).toBe('{"launch":"a=1"}');
});
