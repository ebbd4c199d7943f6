import { expect, type Page } from "@playwright/test";
import { callProcedure } from "./procedures";

type Step = "apps" | "settings" | "filters" | "content" | "review";

/** The six steps of a notification. */
export class WizardPage {
  constructor(readonly page: Page) {}

  /** A new draft, made without the steps before this one: for tests that are not about them. */
  async open(step: Step, template = "blank-toast", app = "Contoso Chess"): Promise<void> {
    const apps = await callProcedure<{ id: number; name: string }[]>(this.page, "apps.list");
    const appId = apps.find(({ name }) => name === app)?.id;
    const draft = await callProcedure<{ id: number }>(this.page, "notifications.create", {
      template,
      appId,
    });
    await this.page.goto(`/notifications/${draft.id}/edit/${step}`);
  }

  /** Template card by its title, then OK; leads to the step Apps of a new draft. */
  async start(template: string): Promise<void> {
    await this.page.goto("/notifications/new");
    await this.page.getByRole("radio", { name: template }).check();
    await this.page.getByRole("button", { name: "OK", exact: true }).click();
    await this.page.waitForURL(/\/edit\/apps$/);
  }

  async chooseApp(name: string): Promise<void> {
    const picker = this.page.getByRole("combobox", { name: "App" });
    await expect(picker).toBeVisible();
    if ((await picker.textContent())?.includes(name)) return;
    await picker.click();
    await this.page.getByRole("option", { name }).click();
  }

  /** Next, whatever it is called at this step. */
  async next(to: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Next: / }).click();
    await this.page.waitForURL(new RegExp(`/edit/${to}$`));
  }

  async name(text: string): Promise<void> {
    await this.page.getByLabel("Name").fill(text);
  }

  async texts(title: string, body: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Text 1 (title)" }).fill(title);
    await this.page.getByRole("textbox", { name: "Text 2" }).fill(body);
  }

  get sendButton() {
    return this.page.getByRole("button", { name: /^(Send now to|Schedule for) / });
  }

  /** Reads the warnings if there are any, sends, and arrives at the notification's page. */
  async send(): Promise<void> {
    await expect(this.sendButton).toBeVisible();
    const warnings = this.page.getByRole("checkbox", { name: /^I have read/ });
    if (await warnings.isVisible()) await warnings.check();
    await expect(this.sendButton).not.toHaveAttribute("aria-disabled", "true");
    await this.sendButton.click();
    await this.page.waitForURL(/\/notifications\/\d+$/);
  }
}
