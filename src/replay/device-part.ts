/** The device's part in the recording of one connection: what it says by itself, and after which command. */
import type { RecordedEntry } from "../recording/recorded-entry.ts";
import { matches, nearest } from "./command-match.ts";

/** A message of the device. */
export interface PartMessage {
  readonly entry: RecordedEntry;
  /** ms that it came behind what was before it. */
  readonly afterMs: number;
}

/** What the device says behind a command, or at the beginning. */
interface Turn {
  /** Missing for the beginning. */
  readonly command?: RecordedEntry;
  readonly messages: PartMessage[];
}

/** What follows from a command. */
export type PartAnswer =
  | { readonly messages: readonly PartMessage[] }
  /** The recording has no such command, or not at this place. */
  | { readonly unmatched: { readonly nearest: RecordedEntry | undefined } };

/** `order`: commands are expected as they were recorded; `loose`: each is answered wherever it stands in the recording. */
export type PartMode = "order" | "loose";

/** One connection, played once from its beginning. */
export class DevicePart {
  readonly #mode: PartMode;
  readonly #turns: readonly Turn[];
  #next = 1;

  constructor(entries: readonly RecordedEntry[], mode: PartMode) {
    this.#mode = mode;
    const turns: Turn[] = [{ messages: [] }];
    let before: number | undefined;
    for (const entry of entries) {
      if (entry.direction === "state" || entry.bytes === undefined) continue;
      const afterMs = before === undefined ? 0 : Math.max(0, entry.at - before);
      before = entry.at;
      if (entry.direction === "out") turns.push({ command: entry, messages: [] });
      else turns.at(-1)?.messages.push({ entry, afterMs });
    }
    this.#turns = turns;
  }

  /** What the device says before it is asked anything. */
  get greeting(): readonly PartMessage[] {
    return this.#turns[0]?.messages ?? [];
  }

  /** What it says to a command. */
  answer(command: Uint8Array): PartAnswer {
    return this.#mode === "order" ? this.#inOrder(command) : this.#anywhere(command);
  }

  #inOrder(command: Uint8Array): PartAnswer {
    const turn = this.#turns[this.#next];
    if (turn?.command === undefined || !matches(turn.command, command))
      return { unmatched: { nearest: turn?.command } };
    this.#next++;
    return turn;
  }

  /** The next turn of that command; the last one again when all are used up. */
  #anywhere(command: Uint8Array): PartAnswer {
    const fits = ({ command: recorded }: Turn): boolean =>
      recorded !== undefined && matches(recorded, command);
    const later = this.#turns.findIndex((turn, index) => index >= this.#next && fits(turn));
    const found = later >= 0 ? later : this.#turns.findLastIndex(fits);
    const turn = this.#turns[found];
    if (turn === undefined) {
      const commands = this.#turns.flatMap(({ command: recorded }) =>
        recorded === undefined ? [] : [recorded],
      );
      return { unmatched: { nearest: nearest(commands, command) } };
    }
    this.#next = found + 1;
    return turn;
  }
}
