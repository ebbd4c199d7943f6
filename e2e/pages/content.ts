import { expect, type Page } from "@playwright/test";

/** The wizard's content step. */
export class ContentPage {
  constructor(readonly page: Page) {}

  textbox(name: string) {
    return this.page.getByRole("textbox", { name, exact: true });
  }

  get xml() {
    return this.page.getByRole("textbox", { name: "XML of the notification" });
  }

  get xmlTab() {
    return this.page.getByRole("tab", { name: /^XML/ });
  }

  async openForm(): Promise<void> {
    await this.page.getByRole("tab", { name: "Form" }).click();
  }

  async openXml(): Promise<void> {
    await this.xmlTab.click();
    await expect(this.xml).toBeVisible();
  }

  /** Types over everything that stands in the editor, in one piece. */
  async replaceXml(xml: string): Promise<void> {
    await this.xml.click();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.insertText(xml);
  }

  async addLanguage(query: string, label: string): Promise<void> {
    await this.page.getByRole("button", { name: "Add languages" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("searchbox").fill(query);
    await dialog.getByRole("checkbox", { name: label }).check();
    await dialog.getByRole("button", { name: "Add language" }).click();
    await expect(dialog).toBeHidden();
  }

  async openLanguage(name: string): Promise<void> {
    await this.page.getByRole("option", { name }).click();
  }
}
