import AxeBuilder from "@axe-core/playwright";
import { type Cookie, expect, type Page } from "@playwright/test";

/** The password of every demo member; npm test and npm start print or give it. */
export const demoPassword = () => process.env.HERALD_E2E_PASSWORD ?? "demo-password-1";

export type DemoRole = "owner" | "manager" | "marketer" | "analyst";
export const demoMember = (role: DemoRole) => `${role}@demo.test`;
export const otherOwner = "owner@other.test";

/** Console errors and page errors of a page, to be empty at the end of a test. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${page.url()}: ${message.text()}`);
  });
  return errors;
}

/** What axe finds on the page as it is. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  return problemsOf(new AxeBuilder({ page }));
}

/** What a change of colours alone can break: much faster than all of axe. */
export async function contrastProblems(page: Page): Promise<string[]> {
  // A colour that changes with a transition, however short, has its old value until the next frame.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return problemsOf(new AxeBuilder({ page }).withRules(["color-contrast"]));
}

async function problemsOf(axe: AxeBuilder): Promise<string[]> {
  // Fluent's focus sentinels are empty, invisible and leave the focus at once; axe calls them hidden focus.
  const found = await axe.exclude("[data-tabster-dummy]").analyze();
  return found.violations.map((problem) => `${problem.id}: ${problem.nodes[0]?.html}`);
}

/** Sessions of this worker: the form is filled in once per member, not once per test. */
const sessions = new Map<string, Cookie[]>();

/** The sign-in page and the frame around every other one. */
export class Portal {
  constructor(readonly page: Page) {}

  async trySignIn(email: string, password: string): Promise<void> {
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByRole("textbox", { name: "Password" }).fill(password);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
  }

  /**
   * With the session of an earlier test where it still holds, otherwise through the form.
   * @param path the page to open; without one a session that holds opens none
   */
  async signIn(email: string, path?: string): Promise<void> {
    const known = sessions.get(email);
    if (known) {
      await this.page.context().addCookies(known);
      const answer = await this.page.request.get("/api/trpc/publishers.session.overview");
      if (answer.ok()) {
        if (path !== undefined) await this.page.goto(path);
        return;
      }
    }
    await this.signInByForm(email, demoPassword(), path);
  }

  async signInByForm(email: string, password: string, path = "/settings/members"): Promise<void> {
    await this.page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
    await this.trySignIn(email, password);
    await this.page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await expect(this.account).toBeVisible();
    const cookies = await this.page.context().cookies();
    sessions.set(
      email,
      cookies.filter(({ name }) => name.endsWith("herald.session")),
    );
  }

  get account() {
    return this.page.getByRole("button", { name: /^Account:/ });
  }

  get publisher() {
    return this.page.getByRole("button", { name: /^Publisher:/ });
  }

  async signOut(): Promise<void> {
    await this.account.click();
    await this.page.getByRole("menuitem", { name: "Sign out" }).click();
    await this.page.waitForURL(/\/sign-in/);
  }
}
