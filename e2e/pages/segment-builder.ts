import { expect, type Page } from "@playwright/test";

/** Customer groups > a segment. */
export class SegmentBuilderPage {
  constructor(readonly page: Page) {}

  async open(path = "/groups/segments/new"): Promise<void> {
    await this.page.goto(path);
    await expect(this.page.getByLabel("Group name")).toBeVisible();
  }

  async name(text: string): Promise<void> {
    await this.page.getByLabel("Group name").fill(text);
  }

  private async pick(field: string, option: string): Promise<void> {
    await this.page.getByRole("combobox", { name: field }).click();
    // A list of which several may be chosen stays open, and its entries are check boxes.
    const several = this.page.getByRole("menuitemcheckbox", { name: option, exact: true });
    await this.page.getByRole("option", { name: option, exact: true }).or(several).click();
    if (await several.isVisible()) await this.page.keyboard.press("Escape");
  }

  async app(name: string): Promise<void> {
    await this.pick("Include customers from this app", name);
  }

  /** Category, attribute (where there is a choice), value of one row. */
  async condition(
    [filter, row]: [number, number],
    choices: { category: string; attribute?: string; value: string },
  ): Promise<void> {
    const name = `Filter ${filter}, condition ${row}`;
    await this.pick(`${name}: category`, choices.category);
    if (choices.attribute) await this.pick(`${name}: attribute`, choices.attribute);
    await this.pick(`${name}: value`, choices.value);
  }

  /** The number of record, or the word Small. */
  get size() {
    return this.page.getByTestId("segment-size");
  }

  get definition() {
    return this.page.getByRole("region", { name: "Segment definition" });
  }

  async save(): Promise<void> {
    await this.page.getByRole("button", { name: "Save", exact: true }).click();
    await this.page.waitForURL(/\/groups\/segments\/\d+$/);
  }
}
