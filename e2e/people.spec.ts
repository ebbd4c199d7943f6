import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { accessibilityProblems, demoMember, Portal, watchErrors } from "./pages/portal";

test("a person comes in by file, is found, exported and removed, and all of it is noted", async ({
  page,
}) => {
  test.setTimeout(90_000);
  const errors = watchErrors(page);
  const who = `guest-${Date.now()}`;
  await new Portal(page).signIn(demoMember("owner"), "/groups/import");
  await page.getByRole("combobox", { name: "App" }).click();
  await page.getByRole("option", { name: "Contoso Chess" }).click();
  const lines = ["externalId,email,market,rating", `${who},${who}@example.com,DE,5`, "bad,x,ZZZ,9"];
  await page.getByLabel("File (.csv or .ndjson)").setInputFiles({
    name: "guests.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(lines.join("\n")),
  });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("Done.")).toBeVisible();
  const refused = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the refused lines" }).click();
  expect(readFileSync(await (await refused).path(), "utf8")).toMatch(/^line,message\r\n3,/);

  await page.goto("/groups/people");
  await page.getByRole("searchbox").fill(`${who}@example.com`);
  await page.getByRole("link", { name: who }).click();
  await expect(page.getByRole("heading", { level: 1, name: who })).toBeVisible();
  await expect(page).toHaveURL(/\/groups\/people\/\d+$/);
  await expect(page.getByRole("article", { name: "Contoso Chess" })).toContainText("5 stars");
  expect(await accessibilityProblems(page)).toEqual([]);
  const everything = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export everything" }).click();
  expect(readFileSync(await (await everything).path(), "utf8")).toContain(`${who}@example.com`);

  await page.getByRole("button", { name: "Remove this person" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("the id, the e-mail address");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove this person" }).click();
  await page.waitForURL(/\/groups\/people$/);
  await page.getByRole("searchbox").fill(who);
  await expect(page.getByRole("link", { name: who })).toHaveCount(0);

  await page.goto("/settings/audit");
  for (const action of ["import.finished", "customer.exported", "customer.removed"]) {
    await expect(
      page.getByText(new RegExp(action.replace(".", "[. ]"), "i")).first(),
    ).toBeVisible();
  }
  expect(errors).toEqual([]);
});

test("from a customer's page to the one reason: Why? keeps no address in the URL", async ({
  page,
}) => {
  const errors = watchErrors(page);
  await new Portal(page).signIn(demoMember("marketer"), "/groups/people");
  await page.getByRole("searchbox").fill("player-100000");
  await page.getByRole("link", { name: "player-100000" }).click();
  await page.getByRole("row").getByRole("link", { name: "Try the new endgame trainer" }).click();
  await expect(page).toHaveURL(/\/notifications\/\d+\?why=\d+$/);
  const verdict = page.getByRole("region", { name: "Verdict" });
  await expect(verdict).toContainText(/Sent \d+ \w{3} \d{4}|Not sent/);
  await expect(page.getByRole("listitem").filter({ hasText: "Registered" }).first()).toBeVisible();
  await page.getByRole("searchbox", { name: /^Customer id/ }).fill("nobody@example.com");
  await page.keyboard.press("Enter");
  await expect(
    page.getByText(/^No customer of .* has this id, address or device\.$/),
  ).toBeVisible();
  expect(errors).toEqual([]);
});
