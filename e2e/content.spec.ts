import { expect, type Page, test } from "@playwright/test";
import { ContentPage } from "./pages/content";
import { demoMember, Portal, watchErrors } from "./pages/portal";
import { WizardPage } from "./pages/wizard";

test.setTimeout(120_000);

async function openContent(page: Page): Promise<ContentPage> {
  await new Portal(page).signIn(demoMember("marketer"));
  await new WizardPage(page).open("content");
  return new ContentPage(page);
}

test("what the form changes stands in the XML, and the other way round (P-37 to P-50)", async ({
  page,
}) => {
  const errors = watchErrors(page);
  const content = await openContent(page);
  await content.textbox("Text 1 (title)").fill("A new opening");
  await page.getByRole("button", { name: "Add button", exact: true }).click();
  await page.getByRole("group", { name: "Button 1" }).getByLabel("Words").fill("Learn it");
  await content.openXml();
  await expect(content.xml).toContainText("A new opening");
  await expect(content.xml).toContainText('content="Learn it"');

  await content.replaceXml(
    '<toast launch="a=1" x-own="kept"><visual><binding template="ToastGeneric"><text>From XML</text><!-- kept --></binding></visual></toast>',
  );
  await content.openForm();
  await expect(content.textbox("Text 1 (title)")).toHaveValue("From XML");
  await expect(page.getByLabel("Preview").getByText("From XML").first()).toBeVisible();
  await content.textbox("Text 1 (title)").fill("From the form");
  await content.openXml();
  await expect(content.xml).toContainText("<text>From the form</text><!-- kept -->");
  await expect(content.xml).toContainText('x-own="kept"');
  expect(errors).toEqual([]);
});

test("broken XML says where, keeps everything, and the preview keeps the last good version", async ({
  page,
}) => {
  const content = await openContent(page);
  await content.textbox("Text 1 (title)").fill("Still here");
  await content.openXml();
  await content.replaceXml("<toast><visual><text>Half");
  await expect(content.xmlTab).toContainText("1");
  await expect(page.getByText(/^Line 1, column \d+:/).first()).toBeVisible();
  await expect(page.getByText("Showing the last version without errors.")).toBeVisible();
  await expect(page.getByLabel("Preview").getByText("Still here").first()).toBeVisible();
  await content.openForm();
  await expect(page.getByText(/Nothing is lost/)).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Draft saved" })).toBeVisible();
  await content.openXml();
  await page.reload();
  await expect(content.xml).toContainText("<toast><visual><text>Half");
});

test("a mistake is fixed with one click, undo brings it back", async ({ page }) => {
  const content = await openContent(page);
  await content.openXml();
  await content.replaceXml(
    '<toast duration="Long"><visual><binding template="ToastGeneric"><text>Hi</text></binding></visual></toast>',
  );
  // What scrolls must be reachable without a mouse.
  await expect(content.xml).toHaveAttribute("tabindex", "0");
  const problems = page.getByRole("list", { name: "Problems in the XML" });
  await problems.getByRole("button").last().click();
  await expect(content.xml).toContainText('duration="long"');
  await expect(page.getByText("No problems found.")).toBeVisible();
  await page.getByRole("button", { name: "Undo (Ctrl+Z)" }).click();
  await expect(content.xml).toContainText('duration="Long"');
});

test("Next says what is wrong where no field shows it; a tile in a toast is said at once (H.10)", async ({
  page,
}) => {
  const content = await openContent(page);
  await content.openXml();
  const buttons = '<action content="a" arguments="a"/>'.repeat(6);
  await content.replaceXml(
    `<toast><visual><binding template="ToastGeneric"><text>Hi</text></binding></visual><actions>${buttons}</actions></toast>`,
  );
  await content.openForm();
  await page.getByRole("button", { name: /^Next: / }).click();
  const why = page.getByRole("alert").filter({ hasText: /at most 5 action elements/ });
  await expect(why).toBeVisible();
  await page.getByRole("button", { name: "Remove Button 6" }).click();
  await expect(why).toHaveCount(0);
  await content.openXml();
  await content.replaceXml(
    '<tile><visual><binding template="TileMedium"><text>Hi</text></binding></visual></tile>',
  );
  await content.openForm();
  await expect(page.getByText(/This is a tile, and the notification is a toast/)).toBeVisible();
});

test("a text added after an override needs text in the translation; a changed one is out of date (P-81 to P-86)", async ({
  page,
}) => {
  const content = await openContent(page);
  // What a person writes is remembered: another text each time.
  const week = Date.now();
  const until = (day: string) => `Week ${week}: only until ${day}`;
  await content.textbox("Text 1 (title)").fill(until("Sunday"));
  await content.textbox("Text 2").fill("No ads");
  await content.addLanguage("german", "German (de)");
  await expect(page).toHaveURL(/lang=de/);
  await expect(page.getByText("2 need text").first()).toBeVisible();
  await expect(page.getByText(/Translation isn’t set up/)).toBeVisible();
  await content.textbox("Text 1").fill("Nur bis Sonntag");
  await expect(page.getByText("Edited by a person")).toBeVisible();
  await expect(page.getByText("1 needs text").first()).toBeVisible();
  await expect(page.getByLabel("Preview").getByText("Nur bis Sonntag").first()).toBeVisible();

  await content.openLanguage("English");
  await content.textbox("Text 1 (title)").fill(until("Monday"));
  await content.openLanguage("German");
  await expect(page.getByText("Out of date · 1 needs text").first()).toBeVisible();
  await expect(page.locator("del")).toHaveText("Sunday");
  await expect(page.locator("ins")).toHaveText("Monday");
  await expect(content.textbox("Text 1")).toHaveValue("Nur bis Sonntag");
  await page.getByRole("button", { name: "Still right" }).click();
  await expect(page.getByText("Out of date")).toHaveCount(0);
});
