"use client";

import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import {
  DarkTheme20Regular,
  WeatherMoon20Regular,
  WeatherSunny20Regular,
} from "@fluentui/react-icons";
import { type ThemeChoice, themeChoices } from "@/components/layout/theme/theme-choice";
import { useTheme } from "@/components/layout/theme/use-theme";

const labels: Record<ThemeChoice, string> = {
  system: "Same as the system",
  light: "Light",
  dark: "Dark",
};
const icons = {
  system: <DarkTheme20Regular />,
  light: <WeatherSunny20Regular />,
  dark: <WeatherMoon20Regular />,
};

export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  return (
    <Menu
      checkedValues={{ theme: [theme] }}
      onCheckedValueChange={(_, data) =>
        setTheme((data.checkedItems[0] ?? "system") as ThemeChoice)
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={icons[theme]} aria-label="Theme" />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {themeChoices.map((choice) => (
            <MenuItemRadio key={choice} name="theme" value={choice} icon={icons[choice]}>
              {labels[choice]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
