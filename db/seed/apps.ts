/** The apps of the demo publisher. */

export type AppKey = "runner" | "chess" | "weather";

export interface DemoApp {
  key: AppKey;
  name: string;
  storeId: string;
  packageFamilyName: string;
  packageSid: string;
  glyph: AppKey;
  color: string;
  defaultTimeZone: string;
  /** Share of the customers who use it. */
  share: number;
  /** Newest first, with how many days ago each was published. */
  versions: [version: string, daysAgo: number][];
  /** Launches per toast that was sent, before the differences between markets and people. */
  launchRate: number;
}

export const demoApps: readonly DemoApp[] = [
  {
    key: "runner",
    name: "Contoso Runner",
    storeId: "9N4D7VXQ2RLP",
    packageFamilyName: "ContosoGames.Runner_k3q9z7r1tfm8c",
    packageSid:
      "ms-app://s-1-15-2-2914670432-1180243711-3029471158-741295530-1630078142-905177334-4417",
    glyph: "runner",
    color: "#C43501",
    defaultTimeZone: "Europe/Berlin",
    share: 0.5,
    versions: [
      ["4.11.0", 9],
      ["4.10.2", 38],
      ["4.9.0", 96],
      ["4.7.1", 210],
    ],
    launchRate: 0.052,
  },
  {
    key: "chess",
    name: "Contoso Chess",
    storeId: "9P2K5HTM7QWX",
    packageFamilyName: "ContosoGames.Chess_k3q9z7r1tfm8c",
    packageSid:
      "ms-app://s-1-15-2-1503928846-2277014953-884120377-3915570261-248813609-1172209544-6058",
    glyph: "chess",
    color: "#4F52B2",
    defaultTimeZone: "Europe/Berlin",
    share: 0.3,
    versions: [
      ["3.0.2", 17],
      ["3.0.0", 61],
      ["2.8.4", 150],
    ],
    launchRate: 0.078,
  },
  {
    key: "weather",
    name: "Contoso Weather",
    storeId: "9MZ8C3RB6JTD",
    packageFamilyName: "ContosoGames.Weather_k3q9z7r1tfm8c",
    packageSid:
      "ms-app://s-1-15-2-3660417205-590128743-1948305672-2201739548-1477052916-3308841170-2291",
    glyph: "weather",
    color: "#0E7090",
    defaultTimeZone: "Europe/Berlin",
    share: 0.25,
    versions: [
      ["5.2.0", 4],
      ["5.1.3", 47],
      ["5.0.0", 120],
    ],
    launchRate: 0.031,
  },
];
