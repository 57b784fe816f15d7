/** An open file of saved values: collects changes, writes them in groups, and keeps them in memory while it cannot. */
import type { Clock, Timer } from "../../base/clock.ts";
import { QActionKitError } from "../../base/errors.ts";
import type { Notice } from "../../base/notices.ts";
import { LockedFile } from "./locked-file.ts";
import { writtenRow, writtenValue, type Change, type SavedContent } from "./saved-content.ts";
import type { SavedChange } from "./saved-values.ts";

/** How a file is kept, see `SavedOnDiskOptions`. */
export interface SavedWriterOptions {
  readonly groupMs: number;
  readonly damaged: "refuse" | "recover";
  readonly clock: Clock;
}

/** Events of a file. */
export interface SavedWriterListener {
  /** These changes of an element are on disk. */
  saved(element: string, changes: readonly SavedChange[]): void;
  notice(notice: Notice): void;
}

/** What could not be written before a file was closed. */
export interface Unwritten {
  readonly content: SavedContent;
  /** Checksum of the file on disk. */
  readonly checksum: number;
}

/** A change that waits to be written. */
interface Waiting {
  readonly element: string;
  readonly change: SavedChange;
}

/** ms from a failed write to the next attempt. */
const retryMs = 10_000;

/** A file of saved values that this process has locked. */
export class SavedWriter {
  readonly #file: LockedFile;
  readonly #options: SavedWriterOptions;
  readonly #listener: SavedWriterListener;
  #content: SavedContent;
  /** In order; {@link #places} finds the last one of a parameter or row. */
  #waiting: Waiting[] = [];
  readonly #places = new Map<string, number>();
  /** Owners of values that are not on disk yet. */
  #claims: Change[] = [];
  #timer: Timer | undefined;
  /** Ends with the last write: writes run one after the other. */
  #turn: Promise<void> = Promise.resolve();
  /** The disk lacks something that is in memory. */
  #behind = false;
  #closed = false;

  private constructor(file: LockedFile, options: SavedWriterOptions, listener: SavedWriterListener) {
    this.#file = file;
    this.#options = options;
    this.#listener = listener;
    this.#content = file.content;
  }

  /**
   * Locks and reads a file, or creates it. When it cannot be written, everything is kept in memory.
   * @param unwritten What an earlier opening could not write; it is used when the file is still the same.
   * @throws QActionKitError as {@link LockedFile.open}
   */
  static async open(
    file: string,
    options: SavedWriterOptions,
    listener: SavedWriterListener,
    unwritten?: Unwritten,
  ): Promise<SavedWriter> {
    const locked = await LockedFile.open(file, options.damaged);
    const opened = new SavedWriter(locked, options, listener);
    opened.#reportDropped();
    const kept = unwritten?.checksum === locked.checksum ? unwritten.content : undefined;
    if (kept !== undefined) opened.#content = kept;
    try {
      if (locked.isNew || kept !== undefined) await locked.write([], () => opened.#content.changes(), true);
      else await locked.takeUp();
    } catch (error) {
      opened.#fellBehind(error);
    }
    return opened;
  }

  /** What is saved, changes that wait not included. */
  get content(): SavedContent {
    return this.#content;
  }

  /** What is only in memory; `undefined` when everything is on disk. */
  get unwritten(): Unwritten | undefined {
    return this.#behind ? { content: this.#content, checksum: this.#file.checksum } : undefined;
  }

  /** Path of the file. */
  get path(): string {
    return this.#file.path;
  }

  /** Records the protocol of an element's values. */
  claim(element: string, protocol: string): void {
    const change: Change = [element, "protocol", protocol];
    this.#content.apply(change);
    this.#claims.push(change);
  }

  /** Takes a change, which is written with the next group. */
  change(element: string, change: SavedChange): void {
    const place =
      "pid" in change
        ? `${element} ${String(change.pid)}`
        : `${element} ${String(change.table)} ${change.key ?? ""}`;
    const at = this.#places.get(place);
    if (at !== undefined && replaces(change, this.#waiting[at]?.change))
      this.#waiting[at] = { element, change };
    else this.#places.set(place, this.#waiting.push({ element, change }) - 1);
    // A row that is set after its table was cleared must not replace a change from before.
    if ("table" in change && change.key === undefined) this.#places.clear();
    this.#plan();
  }

  /**
   * Writes what waits.
   * @throws QActionKitError `ERR_SAVED_WRITE`; the write is retried every 10 s
   */
  flush(): Promise<void> {
    const done = this.#turn.then(() => this.#write());
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Writes what waits, if possible, and closes the file. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.flush().catch(() => undefined);
    this.#timer?.cancel();
    await this.#file.close();
  }

  /** Schedules a write, unless one is scheduled. */
  #plan(): void {
    if (this.#closed) return;
    this.#timer ??= this.#options.clock.after(this.#behind ? retryMs : this.#options.groupMs, () => {
      this.flush().catch(() => undefined);
    });
  }

  async #write(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    const group = this.#waiting;
    this.#waiting = [];
    this.#places.clear();
    const changes = this.#claims;
    this.#claims = [];
    for (const one of group) {
      const change = written(one);
      if (this.#content.apply(change)) changes.push(change);
    }
    if (changes.length === 0 && !this.#behind) return;
    const wasBehind = this.#behind;
    try {
      // After a failed write the content of the disk is unknown: the file is written anew.
      await this.#file.write(changes, () => this.#content.changes(), wasBehind);
      this.#behind = false;
    } catch (error) {
      throw this.#fellBehind(error);
    }
    if (wasBehind) {
      this.#notice(
        "SAVED_WRITTEN_AGAIN",
        "information",
        `${this.path} can be written again. Everything saved is on disk.`,
      );
    }
    this.#tell(group);
  }

  /** A write failed: reports it once and schedules the next attempt. */
  #fellBehind(cause: unknown): QActionKitError {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `Saved values cannot be written to ${this.path}. ${why}.`;
    if (!this.#behind) {
      this.#notice(
        "SAVED_NOT_WRITTEN",
        "error",
        `${message} They are kept in memory, and the write is retried every 10 s. Free some space, or make the file writable.`,
      );
    }
    this.#behind = true;
    this.#plan();
    return new QActionKitError("ERR_SAVED_WRITE", `${message} They are kept in memory.`, { cause });
  }

  #tell(group: readonly Waiting[]): void {
    const byElement = new Map<string, SavedChange[]>();
    for (const { element, change } of group) {
      const changes = byElement.get(element);
      if (changes === undefined) byElement.set(element, [change]);
      else changes.push(change);
    }
    for (const [element, changes] of byElement) this.#listener.saved(element, changes);
  }

  #reportDropped(): void {
    const { dropped } = this.#file;
    if (dropped === undefined) return;
    const place = `${this.path} is damaged at byte ${String(dropped.offset)}`;
    this.#notice(
      "SAVED_VALUES_DROPPED",
      dropped.copy === undefined ? "warning" : "error",
      dropped.copy === undefined
        ? `${place}: the last write, ${String(dropped.length)} bytes, is incomplete and was dropped. What was saved before it is used.`
        : `${place}. What was saved before that position is used; the whole file is kept as ${dropped.copy}.`,
    );
  }

  #notice(code: Notice["code"], kind: Notice["kind"], message: string): void {
    this.#listener.notice({ code, kind, message });
  }
}

/** True when a change may replace an earlier one of its parameter or row; not when a deleted row is added again. */
function replaces(change: SavedChange, earlier: SavedChange | undefined): boolean {
  if (earlier === undefined || "pid" in change || "pid" in earlier) return earlier !== undefined;
  return earlier.row !== undefined || change.row === undefined;
}

function written({ element, change }: Waiting): Change {
  if ("pid" in change) {
    const { pid, value } = change;
    return [element, "value", pid, value === undefined ? null : writtenValue(value)];
  }
  const { table, key, row } = change;
  if (key === undefined) return [element, "table", table, null];
  return [element, "row", table, key, row === undefined ? null : writtenRow(row)];
}
