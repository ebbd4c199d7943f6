import { expect, test } from "@playwright/test";
import { contrastProblems, demoMember, Portal, watchErrors } from "./pages/portal";
import { SegmentBuilderPage } from "./pages/segment-builder";

const never = { category: "Store purchases", value: "Has never bought" };
const young = { category: "Demographic", attribute: "Age group", value: "18 to 24" };
const older = { category: "Demographic", attribute: "Age group", value: "25 to 34" };

test("a marketer builds a segment by its exact count and can use it as soon as it is saved (S-10 to S-19)", async ({
  page,
}) => {
  const errors = watchErrors(page);
  await new Portal(page).signIn(demoMember("marketer"));
  const builder = new SegmentBuilderPage(page);
  await builder.open();
  const name = `Young ${Date.now()}`;
  await builder.name(name);
  await builder.app("Contoso Runner");
  await builder.condition([1, 1], young);
  const first = builder.size;
  await expect(first).toHaveText(/^[\d,]+$/);
  await expect(builder.definition).toHaveText("Age group == 18 to 24");

  await page.keyboard.press("Alt+o");
  await expect(page.getByText("Filter 1 is not complete and is not counted.")).toBeVisible();
  await builder.condition([1, 2], older);
  await page.keyboard.press("Alt+a");
  await expect(page.getByText("Filter 2 is not complete and is not counted.")).toBeVisible();
  await builder.condition([2, 1], never);
  await expect(builder.definition).toHaveText(
    "(Age group == 18 to 24 || Age group == 25 to 34) && First-time purchase status == Has never bought",
  );
  await expect(page.getByText(/people meet this filter alone/)).toHaveCount(2);

  await builder.save();
  await expect(page.getByText("Active", { exact: true })).toBeVisible({ timeout: 20_000 });
  const size = await builder.size.innerText();
  await page.goto(`/groups?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText(size);
  expect(errors).toEqual([]);
});

test("what was removed comes back by Undo; a marketer does not see single customers", async ({
  page,
}) => {
  await new Portal(page).signIn(demoMember("marketer"));
  const builder = new SegmentBuilderPage(page);
  await builder.open("/groups/segments/new?template=lapsed");
  await builder.app("Contoso Runner");
  const text = await builder.definition.innerText();
  await page.getByRole("button", { name: "Remove Filter 2, condition 1" }).focus();
  await page.keyboard.press("Delete");
  await expect(builder.definition).not.toHaveText(text);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(builder.definition).toHaveText(text);
  const sample = page.getByRole("button", { name: "Show 20 of these customers" });
  await expect(sample).toHaveAttribute("aria-disabled", "true");
});

test("the number of before stays legible while it is counted anew", async ({ page }) => {
  await new Portal(page).signIn(demoMember("manager"));
  const builder = new SegmentBuilderPage(page);
  await builder.open();
  await builder.app("Contoso Runner");
  await builder.condition([1, 1], young);
  await expect(builder.size).toHaveText(/^[\d,]+$/);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/groups\.segments\.(count|explain)/, async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press("Alt+o");
  await builder.condition([1, 2], older);
  await expect(page.getByText("Counting…")).toBeVisible();
  expect(await contrastProblems(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await contrastProblems(page)).toEqual([]);
  release();
  await expect(page.getByText("Counting…")).toBeHidden();
});

test("too few customers read Small, and no number of the card is left (S-16, S-42)", async ({
  page,
}) => {
  await new Portal(page).signIn(demoMember("manager"));
  const builder = new SegmentBuilderPage(page);
  await builder.open();
  await builder.app("Contoso Runner");
  await page.getByRole("combobox", { name: "Filter 1, condition 1: category" }).click();
  await page.getByRole("option", { name: "Store spend" }).click();
  await page.getByRole("combobox", { name: "Filter 1, condition 1: attribute" }).click();
  await page.getByRole("option", { name: "Total Store spend", exact: true }).click();
  await page.getByLabel("Filter 1, condition 1: value").fill("9999999");
  await expect(builder.size).toHaveText("Small");
  await expect(page.getByLabel("Customers in this segment")).not.toContainText(/\d/);
});

test("a known user group takes addresses as they are pasted and keeps its name (S-03, S-04)", async ({
  page,
}) => {
  await new Portal(page).signIn(demoMember("marketer"), "/groups");
  await page.getByRole("button", { name: "Create new group" }).click();
  await page.getByRole("radio", { name: /^Known user group/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Group name").fill(`Testers ${Date.now()}`);
  const addresses = page.getByLabel("E-mail addresses");
  await addresses.fill("a@example.com; B@example.com, nobody");
  await expect(page.getByText("Not an e-mail address: “nobody” in line 1.")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Correct or remove what is no e-mail address first.")).toBeVisible();
  await addresses.fill("a@example.com; B@example.com");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/\/groups\/known\/\d+$/);
  await expect(page.getByLabel("Group name")).toHaveAttribute("readonly", "");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export .csv" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^Testers-\d+\.csv$/);
});

test("a file of customers comes in, and its refused lines can be had as a file", async ({
  page,
}) => {
  await new Portal(page).signIn(demoMember("manager"), "/groups/import");
  await page.getByRole("combobox", { name: "App" }).click();
  await page.getByRole("option", { name: "Contoso Weather" }).click();
  const mark = Date.now();
  const lines = Array.from({ length: 2_500 }, (_, n) => `e2e-${mark}-${n},${n % 6}`);
  const csv = ["externalId,rating", ...lines, "last,nine"].join("\n");
  await page.getByLabel("File (.csv or .ndjson)").setInputFiles({
    name: "customers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(csv),
  });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("Done.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("2,500", { exact: true })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download the refused lines" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("refused-lines.csv");
});
