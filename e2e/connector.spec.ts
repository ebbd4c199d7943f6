import { expect, test } from "@playwright/test";
import { demoMember, Portal, watchErrors } from "./pages/portal";

const emulator = process.env.HERALD_E2E_EMULATOR_URL ?? "http://localhost:4000";

test("a call from the console reaches the provider, each recipient with its outcome (C-19 to C-26)", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const errors = watchErrors(page);
  await new Portal(page).signIn(demoMember("owner"), "/connector/connections?id=con_8fQ2LkVt4a");
  const message = `Round 3 starts at ${Date.now()}.`;
  const fill = async (formula: string) => {
    await page.getByRole("button", { name: "Paste a Power Fx call" }).click();
    await page.getByLabel("Formula").fill(formula);
    await page.getByRole("button", { name: "Use formula" }).click();
  };
  // The seed's own slip of the pen is pointed at (C-24).
  const recipients = (quote: string) =>
    `[${quote}f60ccf6f-7579-4f92-967c-2920473c966b", "judges@contoso-games.example", "nobody@contoso-games.example"]`;
  const formula = (quote: string) => `PowerAppsNotification.SendPushNotification({
  recipients: ${recipients(quote)},
  message: "${message}",
  params: Table({key: "round", value: "3"}), openApp: true
})`;
  await fill(formula('""'));
  await expect(page.getByText(/Line 2, column 16: Two quotation marks/)).toBeVisible();
  await page.getByLabel("Formula").fill(formula('"'));
  await page.getByRole("button", { name: "Use formula" }).click();

  const result = page.getByRole("region", { name: "Result" });
  await page.getByRole("button", { name: "Check without sending" }).click();
  await expect(result.getByText("Checked, nothing sent")).toBeVisible();
  await expect(result.getByText("Would be sent to 12 of 13 people")).toBeVisible();

  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(result.getByText("202 Accepted")).toBeVisible();
  await expect(result.getByText("Sent to 12 of 13 people")).toBeVisible({ timeout: 30_000 });
  await expect(result.getByRole("row", { name: /nobody@contoso-games/ })).toContainText(
    "Not found",
  );
  await result.getByRole("button", { name: /13 devices/ }).click();
  await expect(result.getByText("1 person has opted out")).toBeVisible();

  const seen = await (await fetch(`${emulator}/__emulator/requests`)).text();
  const requests = seen.split("\n").filter((line) => line.includes(message));
  expect(requests).toHaveLength(14);
  expect(requests[0]).toContain("round=3");

  await page.getByRole("tab", { name: "History" }).click();
  const row = page.getByRole("row", { name: new RegExp(message) });
  await expect(row).toContainText("14");
  // Loaded anew, the form is empty: the push brings its call along.
  await page.reload();
  await row.getByRole("button", { name: message }).click();
  await expect(page.getByLabel("message")).toHaveValue(message);
  await expect(page.getByLabel("Value of parameter 1")).toHaveValue("3");

  // On plain http in a LAN browsers have no clipboard for scripts; copying works all the same.
  await page.evaluate(() => Reflect.deleteProperty(Navigator.prototype, "clipboard"));
  await page.getByRole("button", { name: "Copy App ID" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  await page.getByLabel("message").fill("");
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByLabel("message")).toHaveValue(/^[0-9a-f-]{36}$/);
  expect(errors).toEqual([]);
});

test("people say which app they have; a group opens to its people, nested ones too (issue 6.1)", async ({
  page,
}) => {
  const errors = watchErrors(page);
  await new Portal(page).signIn(demoMember("owner"), "/connector/people");
  await expect(page.getByRole("row", { name: /Anna Lind/ })).toContainText("2 live channels");
  await expect(page.getByRole("row", { name: /Farid Haddad/ })).toContainText("opted out");
  await page.getByRole("link", { name: "Security groups" }).click();
  await page.getByRole("link", { name: "Tournament staff" }).click();
  await expect(page.getByText("1 to 21 of 21")).toBeVisible();
  expect(errors).toEqual([]);
});
