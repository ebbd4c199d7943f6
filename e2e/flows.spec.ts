import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";
import { accessibilityProblems, demoMember, Portal, watchErrors } from "./pages/portal";

const emulator = process.env.HERALD_E2E_EMULATOR_URL ?? "http://localhost:4000";

/** What a sender of webhooks does. */
async function trigger(base: string, flow: { id: string; secret: string }, record: object) {
  const body = JSON.stringify(record);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const hmac = createHmac("sha256", flow.secret).update(`${timestamp}.${body}`).digest("hex");
  const answer = await fetch(`${base}/api/v1/flows/${flow.id}/trigger`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-herald-timestamp": timestamp,
      "x-herald-signature": `v1=${hmac}`,
    },
    body,
  });
  return answer.status;
}

test("a flow is built, turned on, started by a signed request, and its run is in the history (C-09 to C-11)", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const errors = watchErrors(page);
  await new Portal(page).signIn(demoMember("owner"), "/connector/flows");
  await page.getByRole("button", { name: "New flow" }).click();
  await page.waitForURL(/\/connector\/flows\/flw_/);
  const id = page.url().split("/").at(-1) ?? "";
  await expect(page.getByRole("status")).toContainText(/[1-9]\d* errors/);

  const name = `Case ${Date.now()}`;
  await page.getByLabel("Name of the flow").fill(name);
  await page.getByRole("combobox", { name: "Connection" }).click();
  await page.getByRole("option").first().click();
  await page
    .getByRole("textbox", { name: "Recipient", exact: true })
    .fill("judges@contoso-games.example");
  await page.getByRole("textbox", { name: "Message" }).fill(`${name}: {title|a case} is yours`);
  await page.getByRole("button", { name: "Make a signing secret" }).click();
  const shown = page.getByText(/whs_[\w-]{43}/);
  await expect(shown).toBeVisible();
  const secret = /whs_[\w-]{43}/.exec(await shown.innerText())?.[0] ?? "";
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Flow saved").first()).toBeVisible();
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("button", { name: "Turn off" })).toBeVisible();

  const base = new URL(page.url()).origin;
  expect(await trigger(base, { id, secret: "whs_wrong" }, { title: "Seven" })).toBe(401);
  expect(await trigger(base, { id, secret }, { title: "Seven & <b>" })).toBe(202);
  const history = page.getByRole("region", { name: "Run history" });
  await expect(history.getByText("Sent")).toBeVisible({ timeout: 20_000 });
  await expect(async () => {
    const seen = await (await fetch(`${emulator}/__emulator/requests`)).text();
    expect(seen).toContain(`${name}: Seven &amp; &lt;b&gt; is yours`);
  }).toPass({ timeout: 20_000 });

  await history.getByRole("button", { expanded: false }).first().click();
  await expect(history.getByText("started by a signed request")).toBeVisible();
  await expect(page.getByText("Values from the last requests:")).toBeVisible({ timeout: 10_000 });

  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill("Look at ");
  await message.press("End");
  await message.pressSequentially("{ti");
  await page.getByRole("option", { name: "title" }).click();
  await expect(message).toHaveValue("Look at {title}");
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Delete this flow" }).click();
  await page.getByRole("button", { name: "Delete the flow" }).click();
  await page.waitForURL(/\/connector\/flows$/);
  expect(errors).toEqual([]);
});
