"use client";

import { Combobox, Field, makeStyles, Option } from "@fluentui/react-components";
import { valueLabel } from "@/components/editor/form/words";
import { FormSection } from "@/components/editor/sections/form-section";
import type { ContentForm } from "@/components/notifications/wizard/content/use-content";
import { readBadge } from "@/components/preview/badge-model";
import { BadgeSign } from "@/components/preview/tile/badge-sign";
import { badgeGlyphs, badgeProblem } from "@/content/grammar/badge-value";

const useStyles = makeStyles({
  row: { display: "flex", alignItems: "flex-start", gap: "12px" },
  field: { flex: 1, maxWidth: "320px" },
  sign: { paddingTop: "26px", minWidth: "24px" },
});

const numbers = ["1", "2", "3", "5", "10", "99"];

/** The number or sign on the tile and the taskbar button: a request of its own, sent beside the tile. */
export function BadgeField({ form, problem }: { form: ContentForm; problem: string | undefined }) {
  const styles = useStyles();
  const { badge = "" } = form.content;
  const wrong = badge === "" ? undefined : badgeProblem(badge);
  const shown = readBadge(badge);
  const labelOf = (value: string) => (/^\d/.test(value) ? value : valueLabel(value));
  const set = (value: string) => form.setBadge(value.trim().slice(0, 20));
  return (
    <FormSection title="Badge">
      <div className={styles.row}>
        <Field
          className={styles.field}
          label="Badge beside the tile"
          hint="A number or a sign. Above 99 shows 99+; 0 and None take it away. Empty leaves it as it is."
          validationMessage={wrong ?? problem}
        >
          <Combobox
            freeform
            value={badgeGlyphs.some((glyph) => glyph === badge) ? labelOf(badge) : badge}
            selectedOptions={[badge]}
            onInput={(event) => set(event.currentTarget.value)}
            // Fluent also reports that what was chosen is no more, while somebody types.
            onOptionSelect={(_, data) => data.optionValue !== undefined && set(data.optionValue)}
          >
            {[...numbers, ...badgeGlyphs].map((value) => (
              <Option key={value} value={value} text={labelOf(value)}>
                {labelOf(value)}
              </Option>
            ))}
          </Combobox>
        </Field>
        {shown && (
          <span className={styles.sign}>
            <BadgeSign badge={shown} place="taskbar" />
          </span>
        )}
      </div>
    </FormSection>
  );
}
