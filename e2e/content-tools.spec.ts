import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { ContentPage } from "./pages/content";
import { demoMember, Portal, watchErrors } from "./pages/portal";
import { WizardPage } from "./pages/wizard";

test.setTimeout(120_000);

async function openContent(page: Page, template = "blank-toast"): Promise<ContentPage> {
  await new Portal(page).signIn(demoMember("marketer"));
  await new WizardPage(page).open("content", template);
  return new ContentPage(page);
}

async function openTool(page: Page, name: string) {
  await page.getByRole("button", { name: "More for this content" }).click();
  await page.getByRole("menuitem", { name }).click();
  return page.getByRole("dialog");
}

test("the launch lab shows what each selection hands to the app, and what is left of it (K-21, K-26)", async ({
  page,
}) => {
  const errors = watchErrors(page);
  const content = await openContent(page);
  await content.openXml();
  await content.replaceXml(
    '<toast launch="a=1;b=2"><visual><binding template="ToastGeneric"><text>Hi</text></binding></visual><actions><action content="Go" arguments="go"/><action content="Site" arguments="https://contoso.test/x?q=1" activationType="protocol"/></actions></toast>',
  );
  const lab = await openTool(page, "Open the launch lab");
  await expect(lab.getByRole("row")).toHaveCount(4);
  await expect(lab.getByText(/^a=1;b=2;__ntk=[\w-]{40}$/)).toBeVisible();
  await expect(lab.getByText("The token is whole.")).toBeVisible();
  await lab.getByRole("button", { name: "Button “Site”" }).click();
  await expect(lab.getByText(/Herald never adds anything/)).toBeVisible();
  await expect(lab.getByText(/__ntk/)).toHaveCount(0);
  expect(errors).toEqual([]);
});

test("a test goes to my own device and shows the push service's answer", async ({ page }) => {
  const content = await openContent(page);
  await content.textbox("Text 1 (title)").fill("Only for me");
  const dialog = await openTool(page, "Send a test to my device");
  await expect(dialog.getByRole("radio", { name: /team-marketer-/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Send test" }).click();
  await expect(dialog.getByText("The push service accepted it.")).toBeVisible({ timeout: 45_000 });
  await expect(dialog.getByText(/HTTP 200/)).toBeVisible();
});

test("a notification is saved as a template, started from, renamed and deleted", async ({
  page,
}) => {
  const name = `Mine ${Date.now()}`;
  const content = await openContent(page);
  await content.textbox("Text 1 (title)").fill("From my template");
  const dialog = await openTool(page, "Save as template");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Save template" }).click();
  await expect(page.getByText(/is a template now/).first()).toBeVisible();

  await new WizardPage(page).start(name);
  await page.goto(page.url().replace(/apps$/, "content"));
  await expect(content.textbox("Text 1 (title)")).toHaveValue("From my template");

  await page.goto("/notifications/new");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(`${name} b`);
  await page.getByRole("button", { name: "Rename template" }).click();
  await page.getByRole("button", { name: `Actions for ${name} b` }).click();
  await page.getByRole("menuitem", { name: "Delete template" }).click();
  await page.getByRole("button", { name: "Delete template" }).click();
  await expect(page.getByRole("radio", { name: `${name} b` })).toHaveCount(0);
});

test("a tile's badge is checked, drawn and saved", async ({ page }) => {
  await openContent(page, "blank-tile");
  const badge = page.getByRole("combobox", { name: "Badge beside the tile" });
  await badge.fill("-1");
  await expect(page.getByText(/A badge is a number from 0/)).toBeVisible();
  await badge.fill("120");
  await expect(page.getByLabel("Preview").getByText("99+").first()).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Draft saved" })).toBeVisible();
  await page.reload();
  await expect(badge).toHaveValue("120");
});

test("buttons change places by dragging; undo puts them back", async ({ page }) => {
  const content = await openContent(page);
  await content.openXml();
  await content.replaceXml(
    '<toast><visual><binding template="ToastGeneric"><text>Hi</text></binding></visual><actions><action content="First" arguments="1"/><action content="Second" arguments="2"/></actions></toast>',
  );
  await content.openForm();
  const words = () => page.getByRole("group", { name: /^Button \d/ }).getByLabel("Words");
  await expect(words().first()).toHaveValue("First");
  const groups = page.getByRole("group", { name: /^Button \d/ });
  const handle = groups.nth(1).locator("[data-drag]").first();
  await handle.scrollIntoViewIfNeeded();
  await handle.hover();
  await page.mouse.down();
  await groups.nth(0).getByRole("heading").hover();
  await page.mouse.up();
  await expect(words().first()).toHaveValue("Second");
  await page.getByRole("button", { name: "Undo (Ctrl+Z)" }).click();
  await expect(words().first()).toHaveValue("First");
});

test("a picture's address is checked in the browser; a broken one says what Windows does", async ({
  page,
}) => {
  const png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await page.route("https://pictures.contoso.test/**", (route) =>
    route.request().url().includes("gone")
      ? route.fulfill({ status: 404 })
      : route.fulfill({
          contentType: "image/png",
          headers: { "access-control-allow-origin": "*" },
          body: Buffer.from(png, "base64"),
        }),
  );
  const content = await openContent(page);
  await content.openXml();
  await content.replaceXml(
    '<toast><visual><binding template="ToastGeneric"><text>Hi</text><image src="https://pictures.contoso.test/a.png"/><image src="https://pictures.contoso.test/gone.png"/><image src="Assets/own.png"/></binding></visual></toast>',
  );
  await content.openForm();
  await expect(page.getByText(/^1 × 1/)).toBeVisible();
  await expect(page.getByText(/Windows shows the toast without it/)).toBeVisible();
  await expect(page.getByText(/In the app’s package/)).toBeVisible();
  const shown = page
    .getByLabel("Preview")
    .locator('img[src="https://pictures.contoso.test/a.png"]');
  await expect(shown.first()).toHaveAttribute("referrerpolicy", "no-referrer");
});

test("whatever is typed stands in the preview, on a maximal toast", async ({ page }) => {
  const content = await openContent(page);
  await content.openXml();
  await content.replaceXml(readFileSync("content/fixtures/maximal-toast.xml", "utf8"));
  await content.openForm();
  // How quickly is a question of bench/browser.ts.
  expect(await content.typeAndWatch("Text 1 (title)", 12)).toHaveLength(12);
});
