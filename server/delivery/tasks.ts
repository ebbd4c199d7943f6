import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { notificationStatuses } from "@/db/enums";
import { analyzeTasks } from "@/server/analyze/tasks";
import { appTasks } from "@/server/apps/tasks";
import { systemClock } from "@/server/clock";
import { entraTasks } from "@/server/connector/entra/tasks";
import { deliveryTasks } from "@/server/deliveries/tasks";
import { env, isDemo, translationOrigins } from "@/server/env";
import { sendFromFlow } from "@/server/flows/runs/connector-sender";
import { flowTasks } from "@/server/flows/tasks";
import { groupTasks } from "@/server/groups/tasks";
import { log } from "@/server/log";
import { makeDueRun } from "@/server/notifications/series/runs";
import { createTranslatorHttp } from "@/server/translation/network/http";
import { translationTasks } from "@/server/translation/tasks";
import type { Engine } from "./engine";
import { finishNotification } from "./finish";
import {
  enqueueSlices,
  freezeLeadMinutes,
  freezeNotification,
  type NotificationRef,
} from "./freeze";
import { workSlice } from "./slice/walk";
import { workTest } from "./test-push";

const slicePayload = z.object({ publisherId: z.number(), sliceId: z.number() });
const testPayload = z.object({ publisherId: z.number(), testId: z.number() });
const freezePayload = z.object({ publisherId: z.number(), notificationId: z.number() });

/**
 * Slices have queues of their own, so that nothing else holds them up; those of connections another one, so that
 * no notification to many holds them up (docs/decisions/0100). A task that fails is logged and done with: rows say
 * what is left, and the tick finds it (scheduler.ts).
 */
export function sliceTasks(engine: Engine, name: "slice" | "push-slice"): TaskList {
  return {
    [name]: (payload) =>
      logged("A slice was not worked on to its end", () =>
        workSlice(engine, slicePayload.parse(payload)),
      ),
    // Among the slices, so that its priority counts: it goes as soon as a slot is free.
    "test-push": (payload) =>
      logged("A test was not sent", () => workTest(engine, testPayload.parse(payload))),
  };
}

export function otherTasks(engine: Engine): TaskList {
  const { exchange } = engine.options.sender;
  const http = translatorHttp();
  return {
    ...appTasks({ db: engine.db, exchange, clock: systemClock }),
    ...analyzeTasks({ db: engine.db, clock: systemClock }),
    ...deliveryTasks({ db: engine.db, clock: systemClock }),
    ...flowTasks({ db: engine.db, clock: systemClock, send: sendFromFlow }),
    ...groupTasks({ db: engine.db, clock: systemClock }),
    ...translationTasks({ db: engine.db, http, clock: systemClock }),
    ...entraTasks({ db: engine.db, http }),
    freeze: (payload) =>
      logged("A notification was not frozen", () => freeze(engine, freezePayload.parse(payload))),
  };
}

/** Translators and directories: in the demo the far side of each is the emulator; nothing leaves the machine. */
function translatorHttp() {
  const reroute = isDemo() ? { host: "127.0.0.1", port: env().EMULATOR_PORT } : undefined;
  return createTranslatorHttp({ reroute, allowedOrigins: translationOrigins() }).http;
}

async function logged(message: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error(message, { error });
  }
}

/** Freezes what is due, or makes the run of a repeating one; for one that was frozen before (resumed, cancelled) it wakes the open slices. */
async function freeze(engine: Engine, ref: NotificationRef): Promise<void> {
  if (await makeDueRun(engine.db, ref, freezeLeadMinutes)) return;
  const frozen = await freezeNotification(engine.db, ref);
  if (frozen) log.info("A notification was frozen", { ...ref, ...frozen });
  else if (await isUnderWay(engine, ref)) await enqueueSlices(engine.db, ref);
  await finishNotification(engine.pool, ref);
}

async function isUnderWay(engine: Engine, ref: NotificationRef): Promise<boolean> {
  const { rows } = await engine.pool.query<{ status: (typeof notificationStatuses)[number] }>(
    "select status from notifications where publisher_id = $1 and id = $2 and frozen_at is not null and finished_at is null",
    [ref.publisherId, ref.notificationId],
  );
  const status = rows[0]?.status;
  return status === "sending" || status === "cancelled";
}
