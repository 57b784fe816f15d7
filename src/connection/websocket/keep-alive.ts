/** Optional pings of our own: they find out that a line is dead although nobody says so. */
import type { Clock, Timer } from "../../base/clock.ts";

/** What a {@link KeepAlive} can do. */
export interface KeepAliveEvents {
  ping(): void;
  /** A whole period passed without any sign of life after a ping. */
  dead(): void;
}

/** Pings once a period; without a sign of life until the next ping the line counts as dead. */
export class KeepAlive {
  readonly #clock: Clock;
  readonly #periodMs: number;
  readonly #events: KeepAliveEvents;
  #timer: Timer | undefined;
  #waiting = false;

  /** Starts pinging, first after one period. */
  constructor(clock: Clock, periodMs: number, events: KeepAliveEvents) {
    this.#clock = clock;
    this.#periodMs = periodMs;
    this.#events = events;
    this.#next();
  }

  /** Something came from the other side. */
  alive(): void {
    this.#waiting = false;
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #next(): void {
    this.#timer = this.#clock.after(this.#periodMs, () => {
      if (this.#waiting) {
        this.stop();
        this.#events.dead();
        return;
      }
      this.#waiting = true;
      this.#events.ping();
      this.#next();
    });
  }
}
