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
import { useEffect } from "react";
import { type ThemeChoice, themeChoices, themeWords } from "@/components/layout/theme/theme-choice";
import { applyAccountTheme } from "@/components/layout/theme/use-theme";
import { useThemeChoice } from "@/components/layout/theme/use-theme-choice";
import { useSession } from "@/components/layout/use-session";

const icons = {
  system: <DarkTheme20Regular />,
  light: <WeatherSunny20Regular />,
  dark: <WeatherMoon20Regular />,
};

export function ThemeToggle() {
  const { theme, choose } = useThemeChoice();
  const { preferences } = useSession();
  useEffect(() => applyAccountTheme(preferences.theme), [preferences.theme]);
  return (
    <Menu
      checkedValues={{ theme: [theme] }}
      onCheckedValueChange={(_, data) => choose((data.checkedItems[0] ?? "system") as ThemeChoice)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={icons[theme]} aria-label="Theme" />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {themeChoices.map((choice) => (
            <MenuItemRadio key={choice} name="theme" value={choice} icon={icons[choice]}>
              {themeWords[choice]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
