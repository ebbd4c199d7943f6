/** What is gathered, and how a batch of it is written. */
export interface Group<Item, Answer> {
  /** Batches that are written side by side. */
  lanes: number;
  /** Rows of a batch; an item that has more goes by itself. */
  mostAtOnce: number;
  /** Rows of an item; 1 without it. */
  sizeOf?(item: Item): number;
  /** Names of what it writes. Items that share one are written one after the other, in the order they came. */
  keysOf?(item: Item): readonly string[];
  /** One statement: answers in the order of the items. */
  write(items: Item[], lane: number): Promise<Answer[]>;
  /** By itself, after its batch failed. */
  writeAlone(item: Item, lane: number): Promise<Answer>;
}

interface Entry<Item, Answer> {
  item: Item;
  keys: readonly string[];
  /** Earlier entries with one of its keys that are not settled yet. */
  waitsFor: number;
  next: Entry<Item, Answer>[];
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Calls that arrive while others are being written wait for each other and go in one statement: one execution and one
 * commit for all of them. One that comes alone goes at once. If a batch fails, each of it is written by itself, so that
 * none takes others with it.
 */
export class GroupCommit<Item, Answer> {
  private readonly ready: Entry<Item, Answer>[] = [];
  private readonly last = new Map<string, Entry<Item, Answer>>();
  private readonly freeLanes: number[];
  private isAwake = false;

  constructor(private readonly group: Group<Item, Answer>) {
    this.freeLanes = Array.from({ length: group.lanes }, (_, lane) => lane);
  }

  add(item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const keys = new Set(this.group.keysOf?.(item));
      const entry = { item, keys: [...keys], waitsFor: 0, next: [], resolve, reject };
      for (const key of entry.keys) {
        const before = this.last.get(key);
        before?.next.push(entry);
        if (before) entry.waitsFor += 1;
        this.last.set(key, entry);
      }
      if (entry.waitsFor > 0) return;
      this.ready.push(entry);
      this.wake();
    });
  }

  /** After the calls that arrived in this very turn of the event loop. */
  private wake(): void {
    if (this.isAwake || this.freeLanes.length === 0 || this.ready.length === 0) return;
    this.isAwake = true;
    setImmediate(() => {
      this.isAwake = false;
      const lane = this.freeLanes.pop();
      if (lane === undefined) return;
      void this.write(this.take(), lane).finally(() => {
        this.freeLanes.push(lane);
        this.wake();
      });
      this.wake();
    });
  }

  private take(): Entry<Item, Answer>[] {
    let rows = 0;
    let end = 0;
    for (const { item } of this.ready) {
      rows += this.group.sizeOf?.(item) ?? 1;
      if (end > 0 && rows > this.group.mostAtOnce) break;
      end += 1;
    }
    return this.ready.splice(0, end);
  }

  private async write(batch: Entry<Item, Answer>[], lane: number): Promise<void> {
    let answers: Answer[];
    try {
      const items = batch.map(({ item }) => item);
      answers = await this.group.write(items, lane);
      if (answers.length !== batch.length)
        throw new Error("A batch has another number of answers.");
    } catch {
      // Why it failed is told to the one that fails by itself too. The lane does not wait for them.
      for (const entry of batch) void this.writeAlone(entry, lane);
      return;
    }
    for (const [place, entry] of batch.entries()) {
      entry.resolve(answers[place] as Answer);
      this.settle(entry);
    }
  }

  private async writeAlone(entry: Entry<Item, Answer>, lane: number): Promise<void> {
    try {
      entry.resolve(await this.group.writeAlone(entry.item, lane));
    } catch (error) {
      entry.reject(error);
    }
    this.settle(entry);
  }

  private settle(entry: Entry<Item, Answer>): void {
    for (const key of entry.keys) if (this.last.get(key) === entry) this.last.delete(key);
    for (const next of entry.next) {
      next.waitsFor -= 1;
      if (next.waitsFor === 0) this.ready.push(next);
    }
    this.wake();
  }
}
