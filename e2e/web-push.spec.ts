import { type CDPSession, expect, type Page, test } from "@playwright/test";
import { demoMember, Portal, watchErrors } from "./pages/portal";
import { WizardPage } from "./pages/wizard";

/**
 * A web app from its key pair to a launch: the push is encrypted by the worker, opened by the emulated push
 * service, and handed to Chromium's own service worker through DevTools, as its push connection would.
 */

const emulator = process.env.HERALD_E2E_EMULATOR_URL ?? "http://localhost:4000";
const origin = new URL(process.env.HERALD_E2E_URL ?? "http://localhost:3000").origin;

test("a web app registers, shows a push that was really encrypted, and its launch is counted (K-01, K-20, K-28)", async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  const errors = watchErrors(page);
  await context.grantPermissions(["notifications"], { origin });
  const name = `Contoso Web ${Date.now()}`;
  await new Portal(page).signIn(demoMember("owner"), "/apps");
  await makeApp(page, name);
  const publicKey = await makeKeyPair(page);

  // The page asks the emulator for what arrived; here DevTools delivers it instead.
  await context.route("**/__emulator/requests**", (route) => route.abort());
  await page.getByRole("link", { name: "Overview" }).click();
  const [sample] = await Promise.all([
    context.waitForEvent("page"),
    page.getByRole("link", { name: "Open the sample web app" }).click(),
  ]);
  await sample.getByRole("button", { name: "Turn on notifications" }).click();
  await expect(sample.getByRole("status")).toContainText("Registered");

  await sendToast(page, name);
  const sent = await receivedWith(publicKey);
  const worker = await serviceWorkerOf(sample);
  await deliver(worker, sent);
  await expect.poll(() => shownTitles(sample)).toEqual(["A new opening"]);

  await select(sample);
  await expect(sample.locator("#opened li")).toHaveText(["page=openings"]);
  const launches = page.getByRole("row", { name: /^Launches/ });
  await expect(async () => {
    await page.reload();
    await expect(launches.getByRole("cell").nth(1)).toHaveText("1", { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  expect(errors).toEqual([]);
});

async function makeApp(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "New app" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("button", { name: "Create app" }).click();
  await page.waitForURL(/\/apps\/\d+/);
}

async function makeKeyPair(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Credentials" }).first().click();
  await page.getByRole("button", { name: "Set up: Web Push" }).click();
  await page.getByRole("textbox", { name: "Contact" }).fill("mailto:push@contoso.test");
  await page.getByRole("button", { name: "Make key pair" }).click();
  const shown = page.getByText(/^Public key [\w-]{87}$/);
  await expect(shown).toBeVisible();
  return (await shown.innerText()).replace("Public key ", "");
}

async function sendToast(page: Page, app: string): Promise<void> {
  const wizard = new WizardPage(page);
  await wizard.start("Blank (Toast)");
  await wizard.chooseApp(app);
  await wizard.next("settings");
  await wizard.name(`To the web ${Date.now()}`);
  await wizard.next("filters");
  await wizard.next("content");
  await wizard.texts("A new opening", "Learn the Catalan in ten minutes.");
  await page.getByRole("button", { name: /^Options/ }).click();
  await page.getByRole("textbox", { name: /^Launch/ }).fill("page=openings");
  await wizard.next("review");
  await wizard.send();
  await expect(page.getByText("Completed", { exact: true })).toBeVisible({ timeout: 60_000 });
}

/** The body as the far side's own decryption read it. */
async function receivedWith(publicKey: string): Promise<string> {
  const text = await (await fetch(`${emulator}/__emulator/requests`)).text();
  const bodies = text
    .split("\n")
    .filter((line) => line.includes(publicKey))
    .map((line) => JSON.parse(line) as { accepted: boolean; body: string });
  expect(bodies).toHaveLength(1);
  expect(bodies[0]?.accepted).toBe(true);
  return bodies[0]?.body ?? "";
}

interface DeliverTo {
  session: CDPSession;
  registrationId: string;
}

async function serviceWorkerOf(page: Page): Promise<DeliverTo> {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.endsWith("/herald-sample/"));
      if (ours) resolve(ours.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  return { session, registrationId: await registered };
}

async function deliver({ session, registrationId }: DeliverTo, data: string): Promise<void> {
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
}

const shownTitles = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title }) => title);
  });

/** DevTools cannot click on a notification, so the worker is told that somebody did. */
async function select(page: Page): Promise<void> {
  const worker = page.context().serviceWorkers()[0];
  if (!worker) throw new Error("No service worker runs");
  await worker.evaluate(async () => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const [notification] = await scope.registration.getNotifications();
    const event = new Event("notificationclick");
    const waitUntil = () => undefined;
    dispatchEvent(Object.assign(event, { notification, action: "", waitUntil }));
  });
}
