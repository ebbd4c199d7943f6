import { type Theme, webDarkTheme, webLightTheme } from "@fluentui/react-components";

const light: Theme = webLightTheme;
const dark: Theme = {
  ...webDarkTheme,
  // Fluent's own (#DC626D) is 4.2:1 on the page, too weak for text (SCREENS 1).
  colorStatusDangerForeground1: webDarkTheme.colorPaletteRedForeground1,
};

const colour = /rgba?\([^)]*\)|#[0-9a-f]{3,8}\b/gi;

/** Fluent drops a value with parentheses inside parentheses: rgba() becomes #rrggbbaa. */
function toHex(found: string): string {
  if (found.startsWith("#")) return found;
  const [red = 0, green = 0, blue = 0, alpha = 1] = (found.match(/[\d.]+/g) ?? []).map(Number);
  const bytes = [red, green, blue, Math.round(alpha * 255)];
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** One value for both schemes; the browser picks by color-scheme (decision 0014). */
function either(lightValue: string, darkValue: string): string {
  if (lightValue === darkValue) return lightValue;
  const darkColours = darkValue.match(colour) ?? [];
  if (darkColours.length === 0) return `light-dark(${lightValue}, ${darkValue})`;
  let index = 0;
  return lightValue.replace(
    colour,
    (found) => `light-dark(${toHex(found)}, ${toHex(darkColours[index++] ?? found)})`,
  );
}

function combine(): Theme {
  const entries = Object.entries(light).map(([name, value]) => [
    name,
    either(String(value), String(dark[name as keyof Theme])),
  ]);
  return Object.fromEntries(entries) as unknown as Theme;
}

export const heraldTheme: Theme = {
  ...combine(),
  fontFamilyBase:
    '"Segoe UI Variable", "Segoe UI", Selawik, "Open Sans Variable", system-ui, sans-serif',
  fontFamilyMonospace:
    '"Cascadia Code", "Cascadia Mono", Consolas, ui-monospace, "DejaVu Sans Mono", monospace',
};
