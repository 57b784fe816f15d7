/** What goes out on one line, in order: late, several at once, in pieces, slowly, as the faults say. */
import type { Clock, Timer } from "../base/clock.ts";
import { Fifo } from "../base/fifo.ts";
import type { Faults } from "./faults.ts";

/** Bytes to send, or something to do when all bytes before it are sent. */
type Item = Buffer | (() => void);

/** ms that a message waits for others to be sent together with, or for the next one to overtake it. */
export const holdMs = 100;

/** Pieces a second in which bytes drip; faster ones go out several bytes at a time. */
const drops = 100;

/** The way of bytes from the frames to the socket. */
export class LineOutput {
  readonly #write: (bytes: Buffer) => void;
  readonly #faults: Faults;
  readonly #clock: Clock;
  /** Late items, and when they go out. */
  readonly #late = new Fifo<{ readonly due: number; readonly item: Item }>();
  #lastDue = 0;
  #lateTimer: Timer | undefined;
  /** Messages that wait for others to go out with. */
  #glued: Buffer[] = [];
  #glueTimer: Timer | undefined;
  /** Items that go out in pieces, or after such. */
  readonly #pieces = new Fifo<Item>();
  /** Rest of an item that goes out in pieces. */
  #rest: Buffer | undefined;
  #dripTimer: Timer | undefined;
  #busy = false;
  #ended = false;

  /** @param write sends bytes at once */
  constructor(write: (bytes: Buffer) => void, faults: Faults, clock: Clock) {
    this.#write = write;
    this.#faults = faults;
    this.#clock = clock;
  }

  /** Sends bytes, or does something, after everything before it. @param delayMs ms by which it is late */
  push(item: Item, delayMs = 0): void {
    if (this.#ended) return;
    if (delayMs <= 0 && this.#late.length === 0) {
      this.#glue(item);
      return;
    }
    this.#lastDue = Math.max(this.#lastDue, this.#clock.now() + delayMs);
    this.#late.push({ due: this.#lastDue, item });
    if (this.#lateTimer === undefined) this.#waitForNext(this.#lastDue);
  }

  /** The line is gone: nothing more is sent. */
  end(): void {
    this.#ended = true;
    for (const timer of [this.#lateTimer, this.#glueTimer, this.#dripTimer]) timer?.cancel();
  }

  #waitForNext(due: number): void {
    this.#lateTimer = this.#clock.after(due - this.#clock.now(), () => {
      this.#lateTimer = undefined;
      const next = this.#late.shift();
      if (next === undefined) return;
      this.#glue(next.item);
      const following = this.#late.first;
      if (following !== undefined) this.#waitForNext(following.due);
    });
  }

  #glue(item: Item): void {
    const { glue } = this.#faults.values;
    if (this.#glued.length === 0 && (glue === undefined || typeof item === "function")) {
      this.#cut(item);
      return;
    }
    if (typeof item !== "function") this.#glued.push(item);
    if (typeof item === "function" || glue === undefined || this.#glued.length >= glue) this.#unglue();
    else this.#glueTimer ??= this.#clock.after(holdMs, () => this.#unglue());
    if (typeof item === "function") this.#cut(item);
  }

  #unglue(): void {
    this.#glueTimer?.cancel();
    this.#glueTimer = undefined;
    const all = Buffer.concat(this.#glued);
    this.#glued = [];
    this.#cut(all);
  }

  #cut(item: Item): void {
    const { split, drip } = this.#faults.values;
    if (!this.#busy && split === undefined && drip === undefined) {
      this.#send(item);
      return;
    }
    this.#pieces.push(item);
    if (!this.#busy) this.#sendPieces();
  }

  #sendPieces(): void {
    for (;;) {
      if (this.#ended) return;
      const item = this.#rest ?? this.#pieces.shift();
      this.#rest = undefined;
      this.#busy = item !== undefined;
      if (item === undefined) return;
      const { split, drip } = this.#faults.values;
      const size = drip === undefined ? (split === undefined ? Infinity : 1) : Math.ceil(drip / drops);
      if (typeof item === "function" || size === Infinity) {
        this.#send(item);
        continue;
      }
      this.#send(item.subarray(0, size));
      if (item.length > size) this.#rest = item.subarray(size);
      const next = (): void => this.#sendPieces();
      if (drip === undefined) setImmediate(next);
      else this.#dripTimer = this.#clock.after((Math.min(size, item.length) * 1000) / drip, next);
      return;
    }
  }

  #send(item: Item): void {
    if (typeof item === "function") item();
    else this.#write(item);
  }
}
