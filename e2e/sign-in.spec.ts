import { randomBytes } from "node:crypto";
import { type Browser, expect, test } from "@playwright/test";
import { MembersPage } from "./pages/members";
import { demoMember, Portal, watchErrors } from "./pages/portal";

const newcomer = (role: string) => {
  const mark = randomBytes(4).toString("hex");
  return { name: `Newcomer ${mark}`, email: `${mark}@e2e.test`, role };
};

/** Somebody new, signed in in a browser of their own, and the owner's member page to act upon them. */
async function ownerAndNewcomer(browser: Browser, role: string) {
  const owner = await (await browser.newContext()).newPage();
  await new Portal(owner).signIn(demoMember("owner"));
  const members = new MembersPage(owner);
  const person = newcomer(role);
  const password = (await members.add(person)) ?? "";
  const page = await (await browser.newContext()).newPage();
  const portal = new Portal(page);
  await portal.signInByForm(person.email, password);
  return { members, person, password, page, portal };
}

test("a wrong password names no account and counts the tries left (P18)", async ({ page }) => {
  const portal = new Portal(page);
  await page.goto("/sign-in");
  const nobody = `${randomBytes(4).toString("hex")}@e2e.test`;
  for (const left of ["4 tries", "3 tries", "2 tries", "1 try", "0 tries"]) {
    await portal.trySignIn(nobody, "not the password");
    await expect(
      page.getByText(`That e-mail and password don’t match. ${left} left.`),
    ).toBeVisible();
  }
  await portal.trySignIn(nobody, "not the password");
  await expect(page.getByText(/Too many tries\. Try again at \d\d:\d\d UTC\./)).toBeVisible();
});

test("a page asks for a sign-in and comes back to where one wanted to go", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto("/settings/profile");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fprofile/);
  await new Portal(page).trySignIn(
    demoMember("analyst"),
    process.env.HERALD_E2E_PASSWORD ?? "demo-password-1",
  );
  await expect(page.getByRole("heading", { name: "How you read and type" })).toBeVisible();
  expect(errors).toEqual([]);
});

test("the cookie is HttpOnly, same-site, and worth nothing after signing out (P17)", async ({
  page,
  context,
}) => {
  const portal = new Portal(page);
  await portal.signIn(demoMember("analyst"), "/settings/profile");
  const kept = await context.cookies();
  const session = kept.find((cookie) => cookie.name.endsWith("herald.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  await portal.signOut();
  await context.addCookies(kept);
  await page.goto("/settings/members");
  await expect(page).toHaveURL(/\/sign-in/);
  const answer = await page.request.get("/api/trpc/publishers.session.overview");
  expect(answer.status()).toBe(401);
});

test("disabling a member bites at their next click (P17)", async ({ browser }) => {
  const { members, person, page } = await ownerAndNewcomer(browser, "Analyst");
  await members.disable(person.name);
  const answer = await page.request.get("/api/trpc/publishers.members.list");
  expect(answer.status()).toBe(403);
  await page.goto("/settings/members");
  await expect(page.getByRole("heading", { name: "You are not in a publisher" })).toBeVisible();
});

test("a lower role bites at the next click (P17)", async ({ browser }) => {
  const { members, person, page } = await ownerAndNewcomer(browser, "Manager");
  const theirs = new MembersPage(page);
  await theirs.open();
  await expect(theirs.addButton).toBeEnabled();
  await members.changeRole(person.name, "Analyst");
  await theirs.addButton.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Nobody");
  await dialog.getByLabel("E-mail").fill(newcomer("Analyst").email);
  await dialog.getByRole("button", { name: "Add member" }).click();
  await expect(dialog.getByText("Analysts can’t do this.")).toBeVisible();
});

test("a change from another origin does nothing, whatever its body looks like (P17)", async ({
  page,
}) => {
  await new Portal(page).signIn(demoMember("analyst"), "/settings/profile");
  const path = "/api/trpc/publishers.profile.update";
  const body = JSON.stringify({ json: { name: "Taken over" } });
  const own = new URL(page.url()).origin;
  const types = ["application/json", "text/plain", "multipart/form-data; boundary=x", ""];
  for (const origin of ["https://evil.example", "null", ""])
    for (const type of types) {
      const headers = { ...(origin && { origin }), ...(type && { "content-type": type }) };
      const answer = await page.request.post(path, { data: Buffer.from(body), headers });
      expect([403, 415], `${origin} ${type}`).toContain(answer.status());
    }
  const allowed = await page.request.post(path, {
    data: Buffer.from(JSON.stringify({ json: { singleKeys: true } })),
    headers: { origin: own, "content-type": "application/json" },
  });
  expect(allowed.status()).toBe(200);
  await page.reload();
  await expect(new Portal(page).account).not.toHaveAccessibleName(/Taken over/);
});
