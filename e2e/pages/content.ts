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

  /**
   * Types so many texts into a text box, one after the other, each when the one before stands in the preview.
   * @returns the milliseconds from each input event to its text in the preview, ascending
   */
  async typeAndWatch(name: string, count: number): Promise<number[]> {
    return this.textbox(name).evaluate(async (element, count) => {
      const input = element as HTMLInputElement;
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
      const preview = document.querySelector('section[aria-label="Preview"]') as HTMLElement;
      const found: number[] = [];
      for (let at = 0; at < count; at++) {
        const text = `Typing ${String.fromCodePoint(97 + (at % 26))}${at}`;
        const start = performance.now();
        set?.call(input, text);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        while (!preview.textContent?.includes(text)) {
          if (performance.now() - start > 10_000) throw new Error(`“${text}” is not drawn.`);
          await new Promise((resolve) => setTimeout(resolve));
        }
        found.push(performance.now() - start);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      return found.sort((a, b) => a - b);
    }, count);
  }
}
