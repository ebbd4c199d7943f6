import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { MembersPage } from "./pages/members";
import { demoMember, demoPassword, otherOwner, Portal } from "./pages/portal";

const pages = [
  "/settings/members",
  "/settings/publisher",
  "/settings/api-keys",
  "/settings/audit",
  "/settings/profile",
];

test("the chosen theme is in the first paint, also over the system's", async ({
  page,
  context,
}) => {
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.locator("body").waitFor();
  expect(await background()).toBe("rgb(41, 41, 41)");
  const url = new URL(page.url()).origin;
  await context.addCookies([{ name: "herald.theme", value: "light", url }]);
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.locator("body").waitFor();
  expect(await background()).toBe("rgb(255, 255, 255)");
});

test("a theme that was chosen goes with the account to another machine", async ({ browser }) => {
  const background = () => getComputedStyle(document.documentElement).backgroundColor;
  const choose = async (theme: string, before?: string) => {
    const context = await browser.newContext({ colorScheme: "light" });
    const page = await context.newPage();
    await new Portal(page).signInByForm(demoMember("manager"), demoPassword(), "/settings/profile");
    if (before) await expect.poll(() => page.evaluate(background)).toBe(before);
    const saved = page.waitForResponse(/publishers\.profile\.update/);
    await page.getByRole("radio", { name: theme }).check();
    await saved;
    await context.close();
  };
  await choose("Dark");
  await choose("Same as the system", "rgb(41, 41, 41)");
});

test("answers carry the policy, are never stored and name no server (P19)", async ({ page }) => {
  const answer = await page.request.get("/sign-in");
  const headers = answer.headers();
  expect(headers["content-security-policy"]).toMatch(
    /script-src 'self' 'nonce-[^']+' 'strict-dynamic'/,
  );
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["content-security-policy"]).not.toContain("unsafe-eval");
  expect(headers["cache-control"]).toContain("no-store");
  expect(headers["x-powered-by"]).toBeUndefined();
  const foreign = await page.request.get("/sign-in", { headers: { host: "evil.example" } });
  expect(foreign.status()).toBe(421);
});

test("nobody sees a page of the portal without a session, however it is asked for (P19)", async ({
  request,
}) => {
  const ways: Record<string, string>[] = [
    {},
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "next-action": "x" },
  ];
  for (const path of [...pages, "/settings/members.rsc", "/settings/members?_rsc=1"])
    for (const headers of ways) {
      const answer = await request.get(path, { headers, maxRedirects: 0 });
      expect(await answer.text(), path).not.toContain("@demo.test");
    }
});

test("the keyboard goes everywhere", async ({ page }) => {
  await new Portal(page).signIn(demoMember("owner"), "/settings/profile");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search" })).toBeFocused();
  await page.keyboard.type("members");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/settings\/members/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("n");
  await expect(page.getByRole("dialog", { name: "Add a member" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page).toHaveURL(/\/settings/);
});

test("closing a layer gives the focus back to where it was", async ({ page }) => {
  await new Portal(page).signIn(demoMember("owner"));
  const members = new MembersPage(page);
  await members.open();
  await members.addButton.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(members.addButton).toBeFocused();
  const actions = page.getByRole("button", { name: /^Actions for/ }).first();
  await actions.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(actions).toBeFocused();
});

test("an API key is shown once, and revoking it is written to the audit log", async ({ page }) => {
  await new Portal(page).signIn(demoMember("owner"), "/settings/api-keys");
  const name = `Key ${randomBytes(4).toString("hex")}`;
  await page.getByRole("button", { name: "New API key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What it is for").fill(name);
  await dialog.getByRole("button", { name: "Create key" }).click();
  const key = await dialog.getByLabel("API key", { exact: true }).innerText();
  expect(key).toMatch(/^hk_/);
  await dialog.getByRole("button", { name: "Close" }).click();
  expect(await page.content()).not.toContain(key.trim());
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByRole("row").filter({ hasText: name }).getByText("Revoked")).toBeVisible();
  await page.goto("/settings/audit?q=api_key.revoked");
  await expect(page.getByRole("cell", { name: new RegExp(name) }).first()).toBeVisible();
  await page.getByRole("button", { name: "Check the seals" }).click();
  await expect(page.getByText(/are as they were/).first()).toBeVisible();
});

test("a member of two publishers switches between them and sees only one", async ({ browser }) => {
  const mark = randomBytes(4).toString("hex");
  const person = { name: `Both ${mark}`, email: `${mark}@e2e.test`, role: "Analyst" };
  const owner = await (await browser.newContext()).newPage();
  await new Portal(owner).signIn(demoMember("owner"));
  const password = (await new MembersPage(owner).add(person)) ?? "";
  const other = await (await browser.newContext()).newPage();
  await new Portal(other).signIn(otherOwner);
  expect(await new MembersPage(other).add(person)).toBeNull();
  const page = await (await browser.newContext()).newPage();
  const portal = new Portal(page);
  await portal.signInByForm(person.email, password);
  await expect(page.getByRole("cell", { name: demoMember("manager") })).toBeVisible();
  const before = await portal.publisher.innerText();
  await portal.publisher.click();
  await page.getByRole("menuitemradio", { checked: false }).click();
  await page.waitForURL(/\/notifications/);
  await expect(portal.publisher).toBeVisible();
  expect(await portal.publisher.innerText()).not.toBe(before);
  await page.goto("/settings/members");
  await expect(page.getByRole("cell", { name: otherOwner })).toBeVisible();
  await expect(page.getByText(demoMember("manager"))).toHaveCount(0);
});

test("on a phone the menu opens over the page", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await new Portal(page).signIn(demoMember("owner"), "/notifications");
  await page.getByRole("button", { name: "Open the menu" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
