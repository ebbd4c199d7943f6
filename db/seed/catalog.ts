import type { TemplateId } from "@/db/enums";
import type { AppKey } from "./apps";

/** The notifications of the last 60 days and the next two weeks, and the drafts of the demo publisher. */

export interface DemoNotification {
  /** Before now; negative = still to come. */
  daysAgo: number;
  /** UTC. */
  time: string;
  apps: AppKey[];
  template: TemplateId;
  name: string;
  title: string;
  body: string;
  /** Of the app's launch rate: how well it was received. */
  appeal: number;
  /** Share that the push service failed, beyond what is usual. */
  trouble: number;
  isTracked: boolean;
  /** Name of a customer group (groups.ts); one app only. */
  group?: string;
  by: string;
}

// days ago | time | app | template | name | title | body | appeal | trouble
const table = `
59 | 17:00 | runner | blank-toast | Autumn track opens | The autumn track is open | Twelve new bends through the old town. | 1 | 0.012
58 | 06:00 | weather | blank-tile | Weekly forecast 1 | This week | Sun first, rain from Thursday
57 | 18:00 | chess | blank-toast | Puzzle marathon | 24 hours of puzzles | How many can you solve before tomorrow? | 1.2
55 | 15:30 | weather | blank-toast | Radar is faster | Radar, now twice as sharp | See the next hour street by street.
54 | 16:00 | runner | rate | Rate Contoso Runner, September | Enjoying Contoso Runner? | A rating takes ten seconds.
52 | 18:30 | chess | blank-toast | Weekend arena | Arena starts in an hour | Five minutes each, no increment. | 0.9
51 | 06:00 | weather | blank-tile | Weekly forecast 2 | This week | Clear nights, cool mornings
50 | 17:00 | runner | blank-toast | Daily streaks | Streaks are here | Run three days in a row and keep the crown.
47 | 12:00 | weather | blank-toast | Weather 5.1 is out | New: air quality | Ozone, pollen and dust for your street. | 1.1
45 | 18:00 | chess | sale | Chess Premium, 40% off | Chess Premium is on sale | All lessons at 40% off until Sunday.
44 | 06:00 | weather | blank-tile | Weekly forecast 3 | This week | Wind from the west
42 | 17:00 | runner | blank-toast | Night race | The night race is on | Lights off, headlamps on. Tonight only. | 1.3
40 | 19:30 | chess | blank-toast | Club finals | Your club plays tonight | Cheer for your board from 20:00 UTC.
38 | 14:00 | runner | blank-toast | Runner 4.10 is out | Ghost runs | Race against your best self. | 1.1
37 | 06:00 | weather | blank-tile | Weekly forecast 4 | This week | First frost in the hills
35 | 18:00 | chess | blank-toast | New opening course | The Caro-Kann in ten lessons | Solid, sharp and yours from today.
34 | 16:30 | runner | feedback | How is Ghost mode? | How is Ghost mode? | Tell us what works and what doesn’t.
32 | 07:00 | weather | blank-toast | Storm season | Storm alerts | Get a warning an hour before it hits. | 1.4 | 0.018
30 | 06:00 | weather | blank-tile | Weekly forecast 5 | This week | Grey, then golden | 1 | 0.043
29 | 17:00 | runner | blank-toast | Halloween sprint | Something is running behind you | Don’t look back. Three nights only. | 1.5
27 | 18:00 | chess | blank-toast | Blindfold week | Play without seeing | Blindfold mode is open to all this week.
25 | 16:00 | both | cross-promote | Meet Contoso Weather | Look up before you go out | From the makers of Runner and Chess.
23 | 06:00 | weather | blank-tile | Weekly forecast 6 | This week | Mild and wet
22 | 17:30 | runner | sale | Runner Premium, weekend deal | Half price this weekend | All tracks, no ads.
20 | 18:30 | chess | blank-toast | Daily puzzle is ready | Mate in three | Today’s puzzle stumped 8 of 10. | 1.2
19 | 19:30 | chess | blank-toast | Winter league opens | The winter league opens | Find your division and your first opponent. | 1.3 | 0.009
17 | 12:00 | chess | blank-toast | Chess 3.0.2 is out | Analysis on your device | The engine now works without a connection.
16 | 06:00 | weather | blank-tile | Weekly forecast 7 | This week | Sleet by the weekend
14 | 15:00 | weather | rate | Rate Contoso Weather | Enjoying Contoso Weather? | A rating takes ten seconds.
13 | 17:00 | runner | blank-toast | Come back, runner | Your shoes miss you | A free pair waits until Sunday. | 0.5 | 0.26
11 | 18:00 | chess | feedback | Feedback on the league | How is the league? | Two minutes that shape the next season.
9 | 17:00 | runner | update | Update to Runner 4.11 | Version 4.11 is here | Update for the winter event.
8 | 06:00 | weather | blank-tile | Weekly forecast 8 | This week | Sun on Sunday
6 | 18:00 | chess | blank-toast | Try the new endgame trainer | Rook endings, finally | Ten positions a day make the difference. | 1.1
5 | 16:00 | runner | rate | Rate Contoso Runner | Enjoying Contoso Runner? | A rating takes ten seconds.
3 | 14:30 | runner | blank-toast | Winter event is live | The winter event is live | Snow on every track until January. | 1.3
2 | 06:00 | weather | blank-tile | Weekly forecast 9 | This week | Cold and clear
-5 | 09:00 | both | sale | Black Friday: Chess Premium | Black Friday, one day early | Premium at half price.
-12 | 17:00 | runner | blank-toast | Advent tracks | A track a day | Twenty-four short runs until Christmas.
`;

const groupOf: Partial<Record<string, string>> = {
  "Night race": "Active in the last 30 days",
  "Come back, runner": "Lapsed customers",
  "Rate Contoso Runner": "Rated never, active",
  "Winter event is live": "Active in the last 30 days",
  "Winter league opens": "Active chess players",
  "Try the new endgame trainer": "Active chess players",
};

const authors = ["Tom Berg", "Ida Moreau", "Ida Moreau"];

export const demoNotifications: readonly DemoNotification[] = table
  .trim()
  .split("\n")
  .map((line, index) => {
    const [
      daysAgo,
      time = "",
      app,
      template,
      name = "",
      title = "",
      body = "",
      appeal = "1",
      trouble = "0",
    ] = line.split(" | ");
    return {
      daysAgo: Number(daysAgo),
      time,
      apps: app === "both" ? ["chess", "runner"] : [app as AppKey],
      template: template as TemplateId,
      name,
      title,
      body,
      appeal: Number(appeal),
      trouble: Number(trouble),
      isTracked: template === "blank-toast",
      group: groupOf[name],
      by: authors[index % authors.length] ?? "",
    };
  });

export interface DemoDraft {
  name: string;
  app: AppKey;
  template: TemplateId;
  title?: string;
  body?: string;
  group?: string;
  hoursAgo: number;
}

export const demoDrafts: readonly DemoDraft[] = [
  {
    name: "Black Friday: Runner Premium",
    app: "runner",
    template: "sale",
    title: "Black Friday starts now",
    body: "Runner Premium at half price until Monday.",
    group: "Active adults, never bought",
    hoursAgo: 1,
  },
  {
    name: "Storm alerts, opt in",
    app: "weather",
    template: "blank-toast",
    title: "Never caught in the rain",
    body: "Turn on storm alerts for your street.",
    hoursAgo: 5,
  },
  {
    name: "Evening puzzle",
    app: "chess",
    template: "blank-toast",
    title: "White to move",
    body: "Tonight’s puzzle is waiting.",
    hoursAgo: 26,
  },
  { name: "Ask for feedback on 4.11", app: "runner", template: "feedback", hoursAgo: 50 },
  { name: "Update to Weather 5.2", app: "weather", template: "update", hoursAgo: 75 },
  {
    name: "Cross-promote: Chess to Runner",
    app: "chess",
    template: "cross-promote",
    hoursAgo: 200,
  },
];
