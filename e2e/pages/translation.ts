import { expect, type Page } from "@playwright/test";

/** Settings > Translation. */
export class TranslationPage {
  constructor(readonly page: Page) {}

  async setUpAzure(key: string): Promise<void> {
    await this.page.getByRole("button", { name: "Set up Azure AI Translator" }).click();
    await this.store(key);
  }

  async replaceKey(key: string): Promise<void> {
    await this.page.getByRole("button", { name: "Actions for Azure AI Translator" }).click();
    await this.page.getByRole("menuitem", { name: "Change or replace key" }).click();
    await this.store(key);
  }

  async removeAzure(): Promise<void> {
    await this.page.getByRole("button", { name: "Actions for Azure AI Translator" }).click();
    await this.page.getByRole("menuitem", { name: "Remove" }).click();
    await this.page.getByRole("button", { name: "Remove translator" }).click();
    await expect(
      this.page.getByRole("button", { name: "Set up Azure AI Translator" }),
    ).toBeVisible();
  }

  /** What an earlier, broken-off run left behind. */
  async removeAzureIfSetUp(): Promise<void> {
    await expect(this.page.getByText("Built-in phrases and memory")).toBeVisible();
    const actions = this.page.getByRole("button", { name: "Actions for Azure AI Translator" });
    if (await actions.isVisible()) await this.removeAzure();
  }

  /** Deletes a translation from the memory. */
  async forget(text: string): Promise<void> {
    await this.page.getByRole("searchbox", { name: "Search either text" }).fill(text);
    const table = this.page.getByRole("table", { name: "Translation memory" });
    await expect(table.getByText(text)).toBeVisible();
    await expect(table.getByRole("button", { name: /^Actions for/ })).toHaveCount(1);
    await table.getByRole("button", { name: /^Actions for/ }).click();
    await this.page.getByRole("menuitem", { name: "Delete" }).click();
    await this.page.getByRole("button", { name: "Delete translation" }).click();
    await expect(this.page.getByRole("dialog")).toBeHidden();
  }

  private async store(key: string): Promise<void> {
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Key" }).fill(key);
    await dialog.getByRole("button", { name: "Store and test" }).click();
    await expect(dialog).toBeHidden();
  }
}
