import { expect, type Page, test } from "@playwright/test";
import { ContentPage } from "./pages/content";
import {
  accessibilityProblems,
  type DemoRole,
  demoMember,
  Portal,
  watchErrors,
} from "./pages/portal";
import { TranslationPage } from "./pages/translation";
import { WizardPage } from "./pages/wizard";

test.setTimeout(180_000);
/** What a worker does waits for its other jobs. */
const byWorker = { timeout: 30_000 };

async function openContent(
  page: Page,
  template = "blank-toast",
  role: DemoRole = "marketer",
): Promise<ContentPage> {
  await new Portal(page).signIn(demoMember(role));
  await new WizardPage(page).open("content", template);
  return new ContentPage(page);
}

test("a template's texts are there in a new language at once, without any translator (P-80 to P-83)", async ({
  page,
}) => {
  const errors = watchErrors(page);
  const content = await openContent(page, "rate");
  await content.addLanguage("japanese", "Japanese (ja)");
  await expect(page.getByRole("textbox", { name: "Text 1" })).toHaveValue(/はいかがですか/);
  await expect(page.getByText("Built-in", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/No native speaker has reviewed them/)).toBeVisible();
  await expect(
    page
      .getByLabel("Preview")
      .getByText(/はいかがですか/)
      .first(),
  ).toBeVisible();

  await content.addLanguage("arabic", "Arabic (ar)");
  const title = page.getByRole("textbox", { name: "Text 1" });
  await expect(title).toHaveValue(/هل يعجبك/);
  await expect(title).toHaveAttribute("dir", "rtl");
  expect(errors).toEqual([]);
});

test("an override stays and is used again; reset brings the automatic text back (P-84, P-86)", async ({
  page,
}) => {
  // Of its own for this run: what an earlier one left in the memory is another text.
  const own = `Mitä pidät Chessistä? ${Date.now()}`;
  const content = await openContent(page, "rate", "owner");
  await content.addLanguage("finnish", "Finnish (fi)");
  const title = content.textbox("Text 1");
  await expect(title).toHaveValue(/Chess/);
  await title.fill(own);
  await title.blur();
  await expect(page.getByText("Edited by a person").first()).toBeVisible();
  await page.getByRole("button", { name: "Reset to automatic" }).click();
  await expect(title).toHaveValue("Pidätkö sovelluksesta Contoso Chess?");

  const other = await openContent(page, "rate", "owner");
  await other.addLanguage("finnish", "Finnish (fi)");
  await expect(other.textbox("Text 1")).toHaveValue(own);
  await expect(page.getByText("From memory · a person")).toBeVisible();
  const translation = new TranslationPage(page);
  await page.goto("/settings/translation");
  await translation.forget(own);
});

test("without a translator other texts wait, and Send asks what is shown instead", async ({
  page,
}) => {
  const content = await openContent(page);
  await content.textbox("Text 1 (title)").fill("A sentence nobody knows");
  await content.textbox("Text 2").fill("Learn more");
  await content.addLanguage("german", "German (de)");
  await expect(page.getByText("1 needs text").first()).toBeVisible();
  await expect(content.textbox("Text 2")).toHaveValue("Mehr erfahren");
  await expect(page.getByText(/Translation isn’t set up/)).toBeVisible();
  await page.getByRole("button", { name: /^Next: / }).click();
  await expect(page.getByText(/German: 1 text needs a translation/).first()).toBeVisible();
  await page.getByRole("radio", { name: /^Show the text in English/ }).check();
  await page.getByRole("button", { name: /^Next: / }).click();
  await page.waitForURL(/\/edit\/review$/);
  await expect(
    page.getByText(/German: 1 text needs a translation. English .* is shown there/),
  ).toBeVisible();
});

test("an owner sets Azure up, sees its own answer, and adding a language uses it (P-80)", async ({
  page,
}) => {
  const errors = watchErrors(page);
  await new Portal(page).signIn(demoMember("owner"), "/settings/translation");
  const translation = new TranslationPage(page);
  await translation.removeAzureIfSetUp();
  await translation.setUpAzure("wrong-key");
  await expect(page.getByText(/401000: The request is not authorized/)).toBeVisible(byWorker);
  await translation.replaceKey("demo-key");
  await expect(page.getByText(/“Not now” → “Nicht jetzt”/)).toBeVisible(byWorker);
  await expect(page.getByText("demo-key")).toHaveCount(0);
  await expect(page.getByText(/It is asked whether it answers/)).toHaveCount(0);
  expect(await accessibilityProblems(page)).toEqual([]);

  const content = await openContent(page);
  await content.textbox("Text 1 (title)").fill("White to move");
  await content.textbox("Text 2").fill("Tonight’s puzzle is waiting.");
  await content.addLanguage("german", "German (de)");
  await expect(content.textbox("Text 1")).toHaveValue("Weiß am Zug", byWorker);
  await expect(page.getByText("Machine · Azure AI Translator (emulated)").first()).toBeVisible();

  await content.openLanguage("English");
  await expect(content.textbox("Text 1 (title)")).toBeVisible();
  await content.textbox("Text 2").fill("Never caught in the rain");
  await content.openLanguage("German");
  await expect(content.textbox("Text 2")).toHaveValue("Nie mehr im Regen stehen", byWorker);

  await content.openLanguage("English");
  await expect(content.textbox("Text 1 (title)")).toBeVisible();
  await content.textbox("Text 2").fill("No dictionary has this");
  await content.openLanguage("German");
  await expect(page.getByText(/Azure answered 400000: Herald's emulator/)).toBeVisible(byWorker);
  await new Portal(page).signIn(demoMember("owner"), "/settings/translation");
  await translation.removeAzure();
  expect(errors).toEqual([]);
});

test("texts go out to a file and come back, with a reason for every row that does not", async ({
  page,
}) => {
  const content = await openContent(page);
  // What is imported is remembered: another text each time.
  const text = `Round ${Date.now()}`;
  await content.textbox("Text 1 (title)").fill(text);
  await content.addLanguage("french", "French (fr)");
  await page.getByRole("button", { name: "Export texts" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "CSV, all languages" }).click(),
  ]);
  const csv = await readAll(await download.createReadStream());
  expect(csv).toContain(text);
  const filled = csv.replace(`${text},,`, `${text},Septième ronde,`);
  await page.setInputFiles('input[type="file"][accept*=".xlf"]', {
    name: "back.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${filled}it,x,y,z,w,\r\n`),
  });
  const report = page.getByRole("dialog");
  await expect(report.getByText(/1 text imported/)).toBeVisible();
  await expect(report.getByText(/Line 3: it is not a language of this notification/)).toBeVisible();
  await report.getByRole("button", { name: "Close" }).click();
  await expect(content.textbox("Text 1")).toHaveValue("Septième ronde");
});

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
