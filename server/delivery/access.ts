import { and, eq, sql } from "drizzle-orm";
import { type CredentialState, type ProviderName, providerTitles, type Reason } from "@/db/enums";
import { appCredentials, apps } from "@/db/schema";
import { openSecret, SealBrokenError } from "@/server/apps/sealed-secret";
import { credentialSchemas, type KnownProviderName, providerOf } from "@/server/providers";
import type {
  AuthResult,
  Outcome,
  PushAnswer,
  PushAuth,
  PushMessage,
  PushRequest,
  PushTarget,
} from "@/server/providers/provider";
import type { Engine } from "./engine";
import { Obstacle } from "./obstacle";
import { type Doubt, doubtSeconds, type Standing } from "./slice/foreign/suspects";

/** A provider with an app's credentials already in its hands. */
export interface Access extends Standing {
  readonly provider: KnownProviderName;
  authorize(): Promise<AuthResult>;
  forget(auth: PushAuth): void;
  refuseChannel(channel: string): Reason | undefined;
  request(message: PushMessage, target: PushTarget, auth: PushAuth): PushRequest;
  outcome(answer: PushAnswer): Outcome;
  /** Called when the provider accepted a push: these credentials work. */
  noteAccepted(): void;
  /** Called when it said that a channel is another app's. */
  noteForeign(): void;
}

interface AppRef {
  publisherId: number;
  appId: number;
}

/** Opened secrets by what they were sealed as: opening costs a key agreement. Never written anywhere. */
const opened = new Map<string, Access>();
const mostOpened = 256;

/**
 * Looked up once per slice, so that replaced credentials are used from the next slice on.
 * @returns undefined when the app has credentials, but none of this provider: then its devices fall out
 */
export async function openAccess(
  engine: Engine,
  app: AppRef,
  provider: KnownProviderName,
): Promise<Access | Obstacle | undefined> {
  const [row] = await engine.db
    .select({
      name: apps.name,
      hasOthers: sql<boolean>`exists (select from app_credentials k
        where k.publisher_id = ${apps.publisherId} and k.app_id = ${apps.id})`,
      identity: appCredentials.identity,
      sealedSecret: appCredentials.sealedSecret,
      state: appCredentials.state,
      stateAt: appCredentials.stateAt,
      pushAcceptedAt: appCredentials.pushAcceptedAt,
      doubt: sql<Doubt>`case when ${appCredentials.doubtedAt} is null then 'none'
        when ${appCredentials.doubtedAt} > now() - make_interval(secs => ${doubtSeconds}) then 'young'
        else 'old' end`,
    })
    .from(apps)
    .leftJoin(
      appCredentials,
      and(
        eq(appCredentials.publisherId, apps.publisherId),
        eq(appCredentials.appId, apps.id),
        eq(appCredentials.provider, provider),
      ),
    )
    .where(and(eq(apps.publisherId, app.publisherId), eq(apps.id, app.appId)));
  const title = providerTitles[provider];
  if (!row?.sealedSecret || !row.identity) {
    if (row?.hasOthers) return undefined;
    return new Obstacle(`Store the ${title} credentials of ${row?.name ?? "the app"} first.`);
  }
  const sealed = row.sealedSecret.toString("base64");
  // With the time of the state: whoever was refused since is another, and has to prove itself anew.
  const state = `${row.state} ${row.stateAt?.getTime()} ${row.pushAcceptedAt?.getTime()} ${row.doubt}`;
  const key = `${engine.options.owner} ${sealed} ${state} ${JSON.stringify(row.identity)}`;
  const known = opened.get(key);
  if (known) return known;
  try {
    const secret = openSecret(row.sealedSecret, { ...app, provider });
    const access = accessOf(
      { engine, app, provider, ...row },
      {
        ...row.identity,
        secret,
      },
    );
    if (opened.size >= mostOpened) opened.clear();
    opened.set(key, access);
    return access;
  } catch (error) {
    if (!(error instanceof SealBrokenError)) throw error;
    return new Obstacle(
      `The stored ${title} credentials of ${row.name} cannot be opened. Enter them again.`,
    );
  }
}

interface AccessFor<Name extends KnownProviderName> {
  engine: Engine;
  app: AppRef;
  provider: Name;
  state: CredentialState | null;
  pushAcceptedAt: Date | null;
  doubt: Doubt;
}

function accessOf<Name extends KnownProviderName>(
  { engine, app, provider, state, pushAcceptedAt, doubt }: AccessFor<Name>,
  stored: Record<string, string>,
): Access {
  const credentials = credentialSchemas[provider].parse(stored);
  const { refuseChannel, authorize, forget, request, outcome } = providerOf(provider);
  const { exchange } = engine.options.sender;
  let isNoted = state === "accepted" && pushAcceptedAt !== null;
  let accepted = 0;
  let foreignInARow = 0;
  return {
    provider,
    get accepted() {
      return accepted;
    },
    get isProven() {
      return accepted > 0 || pushAcceptedAt !== null;
    },
    get doubt() {
      return accepted > 0 ? "none" : doubt;
    },
    get foreignInARow() {
      return foreignInARow;
    },
    refuseChannel,
    request,
    authorize: () => authorize(credentials, exchange, Date.now()),
    forget: (auth) => forget(credentials, auth),
    outcome: (answer) => outcome(answer, Date.now()),
    noteForeign() {
      foreignInARow += 1;
    },
    noteAccepted() {
      accepted += 1;
      foreignInARow = 0;
      if (isNoted) return;
      isNoted = true;
      engine.inBackground(markAccepted(engine, app, provider));
    },
  };
}

async function markAccepted(engine: Engine, app: AppRef, provider: ProviderName): Promise<void> {
  await engine.pool.query(
    `update app_credentials set state = 'accepted', state_reason = null, state_at = now(), push_accepted_at = now(),
       doubted_at = null
     where publisher_id = $1 and app_id = $2 and provider = $3
       and (state <> 'accepted' or push_accepted_at is null)`,
    [app.publisherId, app.appId, provider],
  );
}
