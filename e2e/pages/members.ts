import { expect, type Page } from "@playwright/test";

/** Settings → Members and roles. */
export class MembersPage {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto("/settings/members");
    await expect(this.addButton).toBeVisible();
  }

  get addButton() {
    return this.page.getByRole("button", { name: "Add member" });
  }

  row(name: string) {
    return this.page.getByRole("row").filter({ hasText: name });
  }

  /** Gives the temporary password; null for somebody who has an account already. */
  async add(member: { name: string; email: string; role: string }): Promise<string | null> {
    await this.open();
    await this.addButton.click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(member.name);
    await dialog.getByLabel("E-mail").fill(member.email);
    await dialog.getByRole("radio", { name: new RegExp(`^${member.role}:`) }).check();
    await dialog.getByRole("button", { name: "Add member" }).click();
    await expect(dialog.getByText("is a member now")).toBeVisible();
    const shown = dialog.getByTestId("temporary-password");
    const password = (await shown.count()) > 0 ? await shown.innerText() : null;
    await dialog.getByRole("button", { name: "Close" }).click();
    return password;
  }

  private async openAction(name: string, action: string) {
    await this.page.getByRole("button", { name: `Actions for ${name}` }).click();
    await this.page.getByRole("menuitem", { name: action }).click();
    return this.page.getByRole("dialog");
  }

  async disable(name: string): Promise<void> {
    const dialog = await this.openAction(name, "Disable");
    await dialog.getByRole("button", { name: "Disable" }).click();
    await expect(this.row(name).getByText("Disabled")).toBeVisible();
  }

  async changeRole(name: string, role: string): Promise<void> {
    const dialog = await this.openAction(name, "Change role");
    await dialog.getByRole("radio", { name: new RegExp(`^${role}:`) }).check();
    await dialog.getByRole("button", { name: "Change role" }).click();
    await expect(this.row(name).getByText(role)).toBeVisible();
  }
}
