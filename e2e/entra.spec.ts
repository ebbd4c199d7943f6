import { expect, test } from "@playwright/test";
import { accessibilityProblems, otherOwner, Portal, watchErrors } from "./pages/portal";

test("a directory of Microsoft Entra ID is connected, refused, read and disconnected (C-06, C-09)", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const errors = watchErrors(page);
  // The empty publisher: 250 people more would push those of other tests off their page.
  await new Portal(page).signIn(otherOwner, "/connector/people?tab=entra");
  const status = page.getByLabel("Microsoft Entra ID", { exact: true });
  await page.getByLabel("Directory (tenant) ID").fill("not an id");
  const save = page.getByRole("button", { name: /^(Connect|Save and test)$/ });
  await save.click();
  await expect(page.getByText("This is not a tenant ID.", { exact: false })).toBeVisible();

  await page.getByLabel("Directory (tenant) ID").fill("5d1f2a3b-0000-4000-8000-00000000e2e1");
  await page.getByLabel("Application (client) ID").fill("5d1f2a3b-0000-4000-8000-00000000e2e2");
  await page.getByLabel("Client secret").fill("wrong-secret");
  await save.click();
  await expect(status.getByText("Microsoft refuses")).toBeVisible({ timeout: 20_000 });
  await expect(status).toContainText("AADSTS7000215");

  await page.getByLabel("Client secret").fill("a-good-secret");
  await save.click();
  await expect(status.getByText("Microsoft answers")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect(status).toContainText("250 people, 4 groups", { timeout: 30_000 });
  await expect(status.getByText("Done")).toBeVisible({ timeout: 20_000 });
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole("link", { name: "People", exact: true }).click();
  await page.getByRole("searchbox", { name: /^Search by name/ }).fill("bruno.costa.2@");
  await expect(page.getByRole("row", { name: /Bruno Costa/ })).toContainText("Microsoft Entra ID");
  await page.getByRole("link", { name: "Security groups" }).click();
  await expect(page.getByRole("row", { name: /Field service/ })).toContainText("92");

  await page.getByRole("link", { name: "Microsoft Entra ID" }).click();
  await page.getByRole("button", { name: "Disconnect" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("250 people and 4 groups stay as they are");
  await dialog.getByRole("button", { name: "Keep connected" }).click();
  await expect(status).toBeVisible();
  await page.getByRole("button", { name: "Disconnect" }).click();
  await dialog.getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeVisible();
  await expect(page.getByLabel("Client secret")).toHaveValue("");
  // The browser itself notes the refusal of the first form.
  expect(errors.filter((error) => !error.includes("status of 400"))).toEqual([]);
});
