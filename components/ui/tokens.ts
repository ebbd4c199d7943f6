import { tokens } from "@fluentui/react-components";

/** SCREENS 1: colours by role. Each follows the colour scheme of the place where it is used. */
export const roleColors = {
  text: tokens.colorNeutralForeground1,
  secondary: tokens.colorNeutralForeground2,
  quiet: tokens.colorNeutralForeground3,
  link: tokens.colorBrandForegroundLink,
  accent: tokens.colorCompoundBrandBackground,
  success: tokens.colorStatusSuccessForeground1,
  warning: tokens.colorStatusWarningForeground3,
  danger: tokens.colorStatusDangerForeground1,
} as const;
export type ColorRole = keyof typeof roleColors;

/** Stack order is fixed: activated, dismissed, timed out, failed. Failed is also hatched. */
export const chartColors = {
  activated: "var(--chart-activated)",
  dismissed: "var(--chart-dismissed)",
  timedOut: "var(--chart-timed-out)",
  failed: "var(--chart-failed)",
} as const;

/** Five fixed classes from little to much. No data is a diagonal hatch, never a colour. */
export const mapScale = [
  "var(--map-1)",
  "var(--map-2)",
  "var(--map-3)",
  "var(--map-4)",
  "var(--map-5)",
] as const;

/** What stands there until it is counted anew: quiet and colourless, but as legible as any other text. */
export const outdated = { color: tokens.colorNeutralForeground3, filter: "grayscale(1)" } as const;

/** Sizes and weights for makeStyles: `...type.h1`. */
export const type = {
  h1: { fontSize: "24px", lineHeight: "32px", fontWeight: 600, margin: 0 },
  h2: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: 0 },
  h3: { fontSize: "14px", lineHeight: "20px", fontWeight: 600, margin: 0 },
  figure: { fontSize: "20px", lineHeight: "26px", fontWeight: 600 },
  record: { fontSize: "40px", lineHeight: "48px", fontWeight: 600 },
  recordMedium: { fontSize: "32px", lineHeight: "40px", fontWeight: 600 },
  recordSmall: { fontSize: "24px", lineHeight: "32px", fontWeight: 600 },
  body: { fontSize: "13px", lineHeight: "18px", fontWeight: 400 },
  caption: { fontSize: "12px", lineHeight: "16px", fontWeight: 400 },
  tableHead: { fontSize: "12px", lineHeight: "16px", fontWeight: 600 },
  axis: { fontSize: "11px", lineHeight: "16px", fontWeight: 400 },
} as const;

/** SCREENS 1, density. */
export const rowHeights = { twoLines: 53, progress: 66, tight: 29, language: 49 } as const;

/** SCREENS 4; as media conditions for makeStyles. */
export const widths = {
  wide: "@media (min-width: 1280px)",
  belowWide: "@media (max-width: 1279.98px)",
  belowMedium: "@media (max-width: 899.98px)",
  belowSmall: "@media (max-width: 639.98px)",
} as const;
