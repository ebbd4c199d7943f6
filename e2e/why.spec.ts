import { expect, type Page, test } from "@playwright/test";
import { demoMember, Portal } from "./pages/portal";
import { WizardPage } from "./pages/wizard";

/** Why? of one person before sending. The demo's customers are called player-100000 and up. */

const searchName = "Customer id, e-mail or device";

async function ask(page: Page, who: string) {
  const search = page.getByRole("searchbox", { name: searchName });
  await search.fill(who);
  await search.press("Enter");
}

const verdict = (page: Page) => page.getByRole("region", { name: "Verdict" });

test("before sending: the wizard's ledger says whether this person would get it", async ({
  page,
}) => {
  await new Portal(page).signIn(demoMember("marketer"));
  await new WizardPage(page).open("settings");
  await page.getByRole("button", { name: "Why not all?" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Registered devices")).toBeVisible();
  for (let n = 0; n < 40; n += 1) {
    const answered = page.waitForResponse((response) => response.url().includes("explain"));
    await ask(page, `player-${100_000 + n * 11}`);
    await answered;
    await expect(verdict(page).or(page.getByText(/^No customer of/))).toBeVisible();
    if (await verdict(page).isVisible()) break;
  }
  await expect(verdict(page)).toContainText(/Would (not )?get it/);
  await expect(dialog.getByText("As it would be if it were sent now.")).toBeVisible();
});
