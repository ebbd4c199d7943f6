import { expect, it } from "vitest";
import { bodyOf, checkForm, emptyForm } from "./form-state";

it("a recipient that is still being typed counts, so that Ctrl+Enter sends to it", () => {
  const form = {
    ...emptyForm,
    recipients: ["a@b.test"],
    draft: "c@d.test; a@b.test",
    message: "x",
  };
  expect(bodyOf(form).recipients).toEqual(["a@b.test", "c@d.test"]);
  expect(checkForm({ ...form, recipients: [] }).ok).toBe(true);
});
