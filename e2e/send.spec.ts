import { expect, test } from "@playwright/test";
import { demoMember, Portal, watchErrors } from "./pages/portal";
import { WizardPage } from "./pages/wizard";

test("a marketer drafts a toast, sends it, and watches it arrive and be launched (P-25 to P-71)", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const errors = watchErrors(page);
  await new Portal(page).signIn(demoMember("marketer"));
  const wizard = new WizardPage(page);
  const name = `Hello ${Date.now()}`;

  await wizard.start("Blank (Toast)");
  await wizard.chooseApp("Contoso Chess");
  await wizard.next("settings");
  await wizard.name(name);
  await wizard.next("filters");
  await wizard.next("content");
  await wizard.texts("A new opening", "Learn the Catalan in ten minutes.");
  await expect(page.getByLabel("Preview").getByText("A new opening").first()).toBeVisible();
  await wizard.next("review");
  await wizard.send();

  await expect(page.getByText("Completed", { exact: true })).toBeVisible({ timeout: 90_000 });
  const sent = page.getByRole("row", { name: /^Sent / });
  await expect(sent).toBeVisible();
  const all = page.getByRole("row", { name: /All devices/ });
  await expect(all).toContainText("100%");
  const launches = page.getByRole("row", { name: /^Launches/ });
  await expect(async () => {
    const cells = await launches.getByRole("cell").allInnerTexts();
    expect(Number((cells[1] ?? "0").replaceAll(",", ""))).toBeGreaterThan(0);
  }).toPass({ timeout: 60_000 });

  await page.goto("/notifications?tab=completed");
  await expect(page.getByRole("link", { name })).toBeVisible();
  expect(errors).toEqual([]);
});

test("a placeholder left in Launch refuses Next and says what to do (P-56, P-62)", async ({
  page,
}) => {
  await new Portal(page).signIn(demoMember("marketer"));
  await new WizardPage(page).open("content", "cross-promote");
  await page.getByRole("button", { name: /^Next: / }).click();
  await expect(
    page.getByText(/Replace.*ProductId you want to promote here/i).first(),
  ).toBeVisible();
  await expect(page).toHaveURL(/\/edit\/content$/);
});

test("what was typed survives leaving and coming back (P-40)", async ({ page }) => {
  await new Portal(page).signIn(demoMember("marketer"));
  const wizard = new WizardPage(page);
  await wizard.open("settings");
  await wizard.name("Kept as a draft");
  await page.getByRole("button", { name: "Save as draft" }).click();
  await page.waitForURL(/tab=drafts/);
  await expect(page.getByRole("link", { name: "Kept as a draft" }).first()).toBeVisible();
});
