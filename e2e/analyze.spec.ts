import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { accessibilityProblems, demoMember, Portal, watchErrors } from "./pages/portal";

const analyze = "/notifications?tab=analyze";

test("an analyst reads what customers did: periods, graphs by key and as table, in the URL (P-75 to P-79)", async ({
  page,
}) => {
  const errors = watchErrors(page);
  await new Portal(page).signIn(demoMember("analyst"), analyze);
  await expect(page.getByRole("term")).toHaveCount(4);
  await expect(page.getByRole("radio", { name: "30D" })).toBeChecked();
  await page.getByRole("radio", { name: "12M" }).check();
  await expect(page).toHaveURL(/period=12m/);

  const graph = page.getByRole("slider", { name: /^What customers did with toasts/ });
  await graph.focus();
  const last = await graph.getAttribute("aria-valuetext");
  expect(last).toMatch(/Activated [\d,]+, Dismissed [\d,]+, Timed out [\d,]+, Failed [\d,]+$/);
  await page.keyboard.press("ArrowLeft");
  await expect(graph).not.toHaveAttribute("aria-valuetext", last ?? "");
  await page.keyboard.press("Home");
  await expect(graph).toHaveAttribute("aria-valuenow", "0");
  // A tap: no pointer moved there before. The notifications of that day come into view.
  await graph.dispatchEvent("click", { clientX: (await graph.boundingBox())?.x ?? 0 });
  await expect(page).not.toHaveURL(/day=/);
  const box = await graph.boundingBox();
  await graph.dispatchEvent("click", { clientX: (box?.x ?? 0) + (box?.width ?? 0) / 2 });
  await expect(page).toHaveURL(/day=20/);
  await expect(page.getByRole("heading", { name: /^Notifications of / })).toBeInViewport();
  await page.getByRole("button", { name: "Show all days" }).click();
  await expect(page).not.toHaveURL(/day=/);

  const card = page.getByRole("region", { name: "What customers did with toasts" });
  await card.getByRole("button", { name: "Show as table" }).click();
  await expect(card.getByRole("columnheader", { name: "Timed out" })).toBeVisible();
  await page.getByRole("radio", { name: "Shares" }).check();
  await expect(page).toHaveURL(/view=share/);
  await page.reload();
  await expect(page.getByRole("radio", { name: "12M" })).toBeChecked();
  await expect(page.getByRole("img", { name: /world map/ })).toHaveCount(2);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test("a market filters everything, and its figures are those of the notifications behind it (P-77, P-79)", async ({
  page,
}) => {
  await new Portal(page).signIn(demoMember("marketer"), `${analyze}&period=3m`);
  const map = page.getByRole("region", { name: "Click-through rate of toasts" });
  await map.getByRole("button", { name: /^All \d+ markets$/ }).click();
  const all = page.getByRole("dialog");
  await all.getByRole("button", { name: "Singapore", exact: true }).click();
  await expect(page).toHaveURL(/market=SG/);
  await expect(page.getByRole("button", { name: /^Singapore/ }).first()).toBeVisible();
  await expect(map.getByRole("row")).toHaveCount(2);
  const sent = page.getByRole("definition").first();
  await expect(sent).not.toHaveText("0");
  const behind = page.getByRole("region", { name: "Notifications behind these figures" });
  await behind.getByRole("button", { name: /^All \d+ notifications$/ }).click();
  const cells = await behind.getByRole("row").locator("td:nth-child(3)").allInnerTexts();
  const sum = cells.reduce((total, text) => total + Number(text.replaceAll(",", "")), 0);
  await expect(sent).toHaveText(sum.toLocaleString("en"));

  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).not.toHaveURL(/market=/);
});

test("a custom range, and a chart as a table file (P-78)", async ({ page }) => {
  await new Portal(page).signIn(
    demoMember("analyst"),
    `${analyze}&period=custom&from=2026-01-01&to=2025-12-01`,
  );
  await expect(page.getByRole("radio", { name: "30D" })).not.toBeChecked();
  await page.getByRole("radio", { name: "12M" }).check();
  const card = page.getByRole("region", { name: "Click-through rate in Action Center" });
  await card.getByRole("button", { name: /^Save/ }).click();
  const waiting = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Table (CSV)" }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(/^click-through-rate-in-action-center-.*\.csv$/);
  expect(readFileSync(await file.path(), "utf8")).toMatch(/^Market,Name,Selected,Of,/);
});

test("the page of a notification tells its timeline and gives its deliveries as a file (P-66)", async ({
  page,
}) => {
  const errors = watchErrors(page);
  await new Portal(page).signIn(demoMember("marketer"), "/notifications?q=endgame");
  await page.getByRole("link", { name: "Try the new endgame trainer" }).first().click();
  await expect(page.getByRole("heading", { name: "What customers did" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "By app version" })).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Export" }).click();
  const waiting = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Deliveries (CSV)" }).click();
  const text = readFileSync(await (await waiting).path(), "utf8");
  expect(text).toMatch(/^registrationId,installId,/);
  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page.getByText(/^Audience frozen: [\d,]+ devices$/)).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(errors).toEqual([]);
});
