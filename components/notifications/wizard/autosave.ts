export type SaveState =
  | { kind: "saved"; at: Date }
  | { kind: "saving" }
  | { kind: "retrying"; seconds: number }
  | { kind: "refused"; message: string };

/** What a save came to: done; try again (network, 5xx); or not acceptable as it is. */
export type SaveResult =
  | { kind: "done"; at: Date }
  | { kind: "again" }
  | { kind: "refused"; message: string };

const settleMs = 800;
const retrySeconds = 5;

/**
 * Collects changes and saves them one request at a time, 800 ms after the last one. What could not be saved
 * stays collected and is tried again, so nothing typed is lost.
 */
export class Autosave<Changes extends object> {
  private pending: Partial<Changes> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<boolean> | undefined;

  constructor(
    private readonly save: (changes: Partial<Changes>) => Promise<SaveResult>,
    private readonly tell: (state: SaveState) => void,
  ) {}

  private unsaved(): Partial<Changes> | undefined {
    return this.pending;
  }

  get hasUnsaved(): boolean {
    return this.pending !== undefined;
  }

  change(changes: Partial<Changes>): void {
    this.pending = { ...this.pending, ...changes };
    // What is on the screen is not saved from this moment on, and the footer must not say so.
    this.tell({ kind: "saving" });
    this.plan(settleMs);
  }

  /** Saves what is collected now; true when everything is saved. */
  flush(): Promise<boolean> {
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Forgets what was not saved: what stands on the screen came from the server at that time. */
  drop(at: Date): void {
    clearTimeout(this.timer);
    this.pending = undefined;
    this.tell({ kind: "saved", at });
  }

  private plan(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private async run(): Promise<boolean> {
    clearTimeout(this.timer);
    for (;;) {
      const changes = this.pending;
      if (!changes) return true;
      this.pending = undefined;
      this.tell({ kind: "saving" });
      const result = await this.save(changes);
      if (result.kind === "done") {
        if (!this.hasUnsaved) this.tell({ kind: "saved", at: result.at });
        continue;
      }
      this.pending = { ...changes, ...this.unsaved() };
      if (result.kind === "refused") {
        this.tell({ kind: "refused", message: result.message });
        return false;
      }
      this.tell({ kind: "retrying", seconds: retrySeconds });
      this.plan(retrySeconds * 1000);
      return false;
    }
  }
}
