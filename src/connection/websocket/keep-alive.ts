/** Optional pings that detect a dead connection. */
import type { Clock, Timer } from "../../base/clock.ts";

/** What a {@link KeepAlive} asks for. */
export interface KeepAliveEvents {
  ping(): void;
  /** No sign of life for a whole period after a ping. */
  dead(): void;
}

/** Pings once a period; without a sign of life until the next ping the connection counts as dead. */
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
