/** Saved values in a file: a store for all elements that share it, open from the first start to the last stop. */
import { systemClock, type Clock } from "../../base/clock.ts";
import { QActionKitError } from "../../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../../base/option-keys.ts";
import { anyNumber, objectOf, oneOf } from "../../base/value-kinds.ts";
import type { Notice } from "../../base/notices.ts";
import { SavedWriter, type SavedWriterOptions, type Unwritten } from "./saved-writer.ts";
import type { SavedChange, SavedStore, SavedValues, SavingElement } from "./saved-values.ts";

/** How saved values are kept in a file. */
export interface SavedOnDiskOptions {
  /** ms during which changes are collected for one write to disk, default 50. */
  readonly groupMs?: number;
  /**
   * What to do with a file that is damaged in its middle, which no crash causes. `refuse` (default): the start of the
   * element fails with `ERR_SAVED_DAMAGED`. `recover`: what was saved before that position is used, and the whole file is
   * kept beside it as `NAME.damaged`.
   */
  readonly damaged?: "refuse" | "recover";
  /** Clock of the groups, default the system's; disks do not follow the clock of an element. */
  readonly clock?: Clock;
}

const diskKeys: OptionKeys<SavedOnDiskOptions> = {
  groupMs: anyNumber,
  damaged: oneOf("refuse", "recover"),
  clock: objectOf("a clock", "now", "after"),
};

/**
 * Keeps saved values in a file: `new Element(protocol, { savedValues: savedOnDisk("connector.saved") })`. Values and
 * rows are written as they change, and a crash loses nothing of what `element.flush()` or the event `saved` has
 * confirmed. Elements of one program may share the returned store; each needs an `elementId` of its own. The file is
 * locked while an element runs. Errors come out of `element.start()`; see `docs/saved-values.md`.
 * @throws QActionKitError `ERR_ELEMENT_OPTION` for a `groupMs` that is negative or not a number
 */
export function savedOnDisk(file: string, options: SavedOnDiskOptions = {}): SavedStore {
  checkOptionKeys("savedOnDisk", options, diskKeys);
  const { groupMs = 50, damaged = "refuse", clock = systemClock } = options;
  if (!(groupMs >= 0 && groupMs <= 60_000)) {
    throw new QActionKitError(
      "ERR_ELEMENT_OPTION",
      `groupMs is ${String(groupMs)}. Use a number of ms from 0 to 60000.`,
    );
  }
  return new DiskStore(file, { groupMs, damaged, clock });
}

class DiskStore implements SavedStore {
  readonly #name: string;
  readonly #options: SavedWriterOptions;
  readonly #elements = new Map<string, SavingElement>();
  #file: SavedWriter | undefined;
  /** What was not written before the last stop. */
  #unwritten: Unwritten | undefined;
  /** Opening and closing run one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(name: string, options: SavedWriterOptions) {
    this.#name = name;
    this.#options = options;
  }

  open(element: SavingElement): Promise<SavedValues> {
    return this.#inTurn(async () => {
      if (this.#elements.has(element.id)) {
        throw new QActionKitError(
          "ERR_SAVED_ELEMENT",
          `Another element ${element.id} has its values in ${this.#name}. Give each element its own elementId.`,
        );
      }
      this.#elements.set(element.id, element);
      try {
        return this.#valuesOf(element, await this.#opened());
      } catch (error) {
        await this.#leave(element.id);
        throw error;
      }
    });
  }

  async #opened(): Promise<SavedWriter> {
    if (this.#file !== undefined) return this.#file;
    const listener = {
      saved: (id: string, changes: readonly SavedChange[]): void => {
        this.#elements.get(id)?.saved(changes);
      },
      notice: (notice: Notice): void => {
        for (const { notice: tell } of [...this.#elements.values()]) tell(notice);
      },
    };
    const file = await SavedWriter.open(this.#name, this.#options, listener, this.#unwritten);
    this.#unwritten = undefined;
    return (this.#file = file);
  }

  #valuesOf({ id, protocol }: SavingElement, file: SavedWriter): SavedValues {
    const owner = file.content.protocolOf(id);
    if (owner !== undefined && owner !== protocol) {
      throw new QActionKitError(
        "ERR_SAVED_ELEMENT",
        `The values of element ${id} in ${this.#name} are those of the protocol '${owner}', not of '${protocol}'. Use another file, or give the element another elementId.`,
      );
    }
    if (owner === undefined) file.claim(id, protocol);
    return {
      load: () => file.content.values(id),
      save: (pid, value) => {
        file.change(id, { pid, value });
      },
      forget: (pid) => {
        file.change(id, { pid, value: undefined });
      },
      loadTables: () => file.content.tables(id),
      saveRow: (table, key, row) => {
        file.change(id, { table, key, row });
      },
      forgetRow: (table, key) => {
        file.change(id, { table, key, row: undefined });
      },
      forgetTable: (table) => {
        file.change(id, { table, key: undefined, row: undefined });
      },
      flush: () => file.flush(),
      close: () => this.#inTurn(() => this.#leave(id)),
    };
  }

  /** An element has stopped; the file is closed with the last one. */
  async #leave(id: string): Promise<void> {
    const file = this.#file;
    // A failed write has already been reported.
    await file?.flush().catch(() => undefined);
    this.#elements.delete(id);
    if (file === undefined || this.#elements.size > 0) return;
    this.#file = undefined;
    await file.close();
    this.#unwritten = file.unwritten;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
