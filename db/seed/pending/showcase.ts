import { createHash } from "node:crypto";
import type { Database } from "@/db/connect";
import { customers, devices, registrations } from "@/db/schema";
import { emulatorChannel } from "@/emulators/wns/channel";
import { versionKey } from "@/server/apps/version";
import type { Context } from "@/server/context";
import { createNotification, updateDraft } from "@/server/notifications/drafts";
import { draftOf } from "@/server/notifications/queries";
import { saveTemplate } from "@/server/notifications/templates/commands";
import { type AppKey, demoApps } from "../apps";

/** What the content step is shown with: a device of each member's own, a tile with a badge, two own templates. */
export async function insertShowcase(ctx: Context, apps: Record<AppKey, number>): Promise<void> {
  for (const role of ["owner", "manager", "marketer"]) {
    await insertMemberDevice(ctx.db, `${role}@demo.test`, { ctx, apps });
  }
  await saveShowcase(ctx, apps.chess, {
    draft: "Daily puzzle on Start",
    template: "blank-tile",
    savedAs: "Puzzle tile with a badge",
    document: puzzleTile,
    badge: "1",
  });
  await saveShowcase(ctx, apps.runner, {
    draft: "Weekend challenge",
    template: "blank-toast",
    savedAs: "Challenge with answers",
    document: challengeToast,
  });
}

interface Showcase {
  draft: string;
  template: "blank-tile" | "blank-toast";
  savedAs: string;
  document: string;
  badge?: string;
}

async function saveShowcase(ctx: Context, appId: number, made: Showcase): Promise<void> {
  const { template, document, badge } = made;
  const row = await createNotification(ctx, { template, appId, name: made.draft });
  const { content } = draftOf(row);
  const changes = { content: { ...content, document, ...(badge && { badge }) } };
  await updateDraft(ctx, { id: row.id, revision: row.revision, changes });
  await saveTemplate(ctx, { notificationId: row.id, name: made.savedAs });
}

async function insertMemberDevice(
  db: Database,
  email: string,
  { ctx, apps }: { ctx: Context; apps: Record<AppKey, number> },
): Promise<void> {
  const { publisherId, now } = ctx;
  const name = email.split("@")[0] ?? email;
  const [customer] = await db
    .insert(customers)
    .values({ publisherId, externalId: `team-${name}`, email, createdAt: now })
    .returning({ id: customers.id });
  const [device] = await db
    .insert(devices)
    .values({
      ...{ publisherId, deviceKey: `d:team-${name}`, deviceType: "pc", createdAt: now },
      osVersion: "10.0.26100",
    })
    .returning({ id: devices.id });
  await db.insert(registrations).values(
    demoApps.map(({ key, packageSid, versions }) => {
      const version = versions[0]?.[0] ?? "1.0.0";
      const n = 9_000_000 + (customer?.id ?? 0);
      const channel = emulatorChannel({ packageSid, n });
      return {
        ...{ publisherId, channel, appId: apps[key] },
        ...{ customerId: customer?.id, deviceId: device?.id },
        installId: `team-${name}-${key}`,
        provider: "wns" as const,
        channelHash: sha256(channel),
        secretHash: sha256(`synthetic ${email} ${key}`),
        ...{ language: "en-US", timeZone: "Europe/Berlin", market: "DE", osVersion: "10.0.26100" },
        appVersion: version,
        appVersionKey: versionKey(version) ?? 0,
        ...{ lastActiveAt: now, createdAt: now, updatedAt: now },
      };
    }),
  );
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}

const puzzleTile = `<tile>
  <visual branding="nameAndLogo">
    <binding template="TileSmall" hint-textStacking="center">
      <text hint-style="base" hint-align="center">Mate</text>
      <text hint-style="captionSubtle" hint-align="center">in 3</text>
    </binding>
    <binding template="TileMedium">
      <text hint-style="body">Mate in three</text>
      <text hint-style="captionSubtle" hint-wrap="true">White to move. 41% solved it.</text>
    </binding>
    <binding template="TileWide">
      <group>
        <subgroup hint-weight="60">
          <text hint-style="subtitle">Mate in three</text>
          <text hint-style="captionSubtle" hint-wrap="true">White to move. 41% solved it within five minutes.</text>
        </subgroup>
        <subgroup hint-weight="40" hint-textStacking="center">
          <text hint-style="titleNumeral" hint-align="center">41%</text>
          <text hint-style="captionSubtle" hint-align="center">solved</text>
        </subgroup>
      </group>
    </binding>
  </visual>
</tile>
`;

const challengeToast = `<toast launch="action=challenge" useButtonStyle="true">
  <visual>
    <binding template="ToastGeneric">
      <text>Weekend challenge: 20 km</text>
      <text>Three friends are in already. How far will you run?</text>
      <text placement="attribution">via Runner clubs</text>
      <progress title="This week" status="On track" value="0.6" valueStringOverride="12 of 20 km"/>
    </binding>
  </visual>
  <actions>
    <input id="distance" type="selection" title="My goal" defaultInput="20">
      <selection id="10" content="10 km"/>
      <selection id="20" content="20 km"/>
      <selection id="42" content="A marathon"/>
    </input>
    <action content="I am in" arguments="action=join" activationType="background" hint-buttonStyle="Success"/>
    <action content="Not this time" arguments="dismiss" activationType="system"/>
  </actions>
</toast>
`;
