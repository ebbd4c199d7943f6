import type { z } from "zod";
import type { Database } from "@/db/connect";
import type { Context } from "@/server/context";
import type { ApiScope } from "@/server/settings/schema";
import type { DeviceContext } from "./callers";
import type { Reply } from "./reply";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What is read of a request: a fetch Request has it, and so has a message of node:http (door/). */
export interface ApiRequest {
  method: string;
  url: string;
  headers: { get(name: string): string | null };
  body: AsyncIterable<Uint8Array> | null;
}

/** What a route says about itself: the dispatcher and the OpenAPI document read the same. */
export interface RouteFacts {
  method: Method;
  /** Below /api/v1, for example "/registrations/{installId}". */
  path: string;
  /** Where generators of clients need a name of their own; else made of method and path. */
  operationId?: string;
  summary: string;
  description?: string;
  tag: "Apps" | "Notifications" | "Customers" | "Connector" | "Flows" | "About";
  /** One schema per {name} of the path; a value it refuses answers 404 like a missing thing. */
  params: Record<string, z.ZodType>;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** No body counts as {}. */
  isBodyOptional?: boolean;
  /** Types of a body that is read as a stream, of any length, by the route itself. */
  streams?: readonly string[];
  /** Takes the header Idempotency-Key. */
  isIdempotent?: boolean;
  answers: Record<number, { description: string; schema?: z.ZodType }>;
}

export interface CallInput {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
}

/** Values as the schemas of the route made them. */
export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** What the app presents beside its public key. */
  secret: string | undefined;
  /** Of a route that streams. */
  stream?: { type: string; body: AsyncIterable<Uint8Array> };
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type ParsedParams<T> = { [Name in keyof T]: Parsed<T[Name]> };
type Facts = Omit<RouteFacts, "params" | "query" | "body" | "answers">;

interface Shape<P, Q, B> {
  params: P;
  query?: Q;
  body?: B;
  answers: RouteFacts["answers"];
}

type ParamShape = Record<string, z.ZodType>;
type RawCall = Call<Record<string, unknown>, unknown, unknown>;

export interface AppRoute extends RouteFacts {
  caller: "app";
  run(ctx: DeviceContext, call: RawCall): Promise<Reply>;
}

export interface KeyRoute extends RouteFacts {
  caller: "key";
  scope: ApiScope;
  run(ctx: Context, call: RawCall): Promise<Reply>;
}

/** What a sender signed with a secret of its own; the route looks at the signature before anything else. */
export interface SignedCall {
  params: Record<string, unknown>;
  bytes: Buffer;
  body: unknown;
  header(name: string): string | null;
}

export interface SignedRoute extends RouteFacts {
  caller: "signed";
  run(tools: { db: Database; now: Date }, call: SignedCall): Promise<Reply>;
}

export interface OpenRoute extends RouteFacts {
  caller: "anyone";
  run(query: Record<string, unknown> | undefined): Promise<Reply>;
}

export type Route = AppRoute | KeyRoute | SignedRoute | OpenRoute;

/** A call of an app, with its public key. */
export function appRoute<P extends ParamShape, Q extends z.ZodObject, B extends z.ZodType>(
  facts: Facts & Shape<P, Q, B>,
  run: (ctx: DeviceContext, call: Call<ParsedParams<P>, Parsed<Q>, Parsed<B>>) => Promise<Reply>,
): AppRoute {
  return { ...facts, caller: "app", run: run as AppRoute["run"] };
}

/** A call of a publisher's own programs, with an API key of this scope. */
export function keyRoute<P extends ParamShape, Q extends z.ZodObject, B extends z.ZodType>(
  facts: Facts & Shape<P, Q, B> & { scope: ApiScope },
  run: (ctx: Context, call: Call<ParsedParams<P>, Parsed<Q>, Parsed<B>>) => Promise<Reply>,
): KeyRoute {
  return { ...facts, caller: "key", run: run as KeyRoute["run"] };
}
