import type { Socket } from "node:net";
import { type Carried, Connection } from "./connection";

/** A request that may have been given up while it waited for a connection. */
export interface Waiting extends Carried {
  readonly isOver: boolean;
}

export type OpenSocket = (callback: (error: Error | null, socket: Socket | null) => void) => void;

/** The connections to one origin: at most `limit`, opened as requests wait, the last used used first. */
export class Pool {
  private readonly connections = new Set<Connection>();
  private readonly idle: Connection[] = [];
  private waiting: Waiting[] = [];
  private opening = 0;
  private isClosed = false;

  constructor(
    private readonly open: OpenSocket,
    private readonly limit: number,
  ) {}

  dispatch(request: Waiting): void {
    const connection = this.idle.pop();
    if (connection) {
      connection.carry(request);
    } else {
      this.waiting.push(request);
      this.grow();
    }
  }

  /** Lets go of idle connections that the far side is about to close. */
  closeStale(now: number): void {
    for (const connection of this.idle.filter(({ staleAt }) => staleAt <= now)) {
      connection.drop(new Error("Idle for too long"));
    }
  }

  close(): void {
    this.isClosed = true;
    for (const connection of this.connections) {
      connection.drop(new Error("The sender was closed"));
    }
  }

  private grow(): void {
    while (
      this.opening < this.waiting.length &&
      this.connections.size + this.opening < this.limit &&
      !this.isClosed
    ) {
      this.opening += 1;
      this.open((error, socket) => this.opened(error, socket));
    }
  }

  private opened(error: Error | null, socket: Socket | null): void {
    this.opening -= 1;
    if (!socket) {
      this.nextWaiting()?.fail(error ?? new Error("No connection"));
      this.grow();
      return;
    }
    const connection = new Connection(socket, {
      idle: (freed) => this.release(freed),
      gone: (lost) => this.forget(lost),
    });
    this.connections.add(connection);
    if (this.isClosed) {
      connection.drop(new Error("The sender was closed"));
    } else {
      connection.staleAt = Number.POSITIVE_INFINITY;
      this.release(connection);
    }
  }

  private release(connection: Connection): void {
    const next = this.nextWaiting();
    if (next) {
      connection.carry(next);
    } else {
      this.idle.push(connection);
    }
  }

  private forget(connection: Connection): void {
    this.connections.delete(connection);
    const at = this.idle.indexOf(connection);
    if (at !== -1) {
      this.idle.splice(at, 1);
    }
    this.grow();
  }

  private nextWaiting(): Waiting | undefined {
    while (this.waiting.length > 0) {
      const next = this.waiting.shift();
      if (next && !next.isOver) {
        return next;
      }
    }
    return undefined;
  }
}
