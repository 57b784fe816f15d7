/** When slow poll begins and ends: the settings of the main connection against its failures (`ConnectionsPingGroup`). */
import type { Clock, Timer } from "../base/clock.ts";
import type { Engine } from "../logic/engine.ts";
import type { ElementSettings } from "../protocol/model.ts";

/** ms between pings when the protocol names no interval. */
const usualPingIntervalMs = 30_000;

/**
 * Watches the main connection. Slow poll begins while the element is in timeout, `SlowPoll` ms after it entered that
 * state (`SlowPollBase` time), or once so many items have failed in a row (number); the first success ends it.
 */
export class SlowPollGuard {
  readonly #settings: ElementSettings;
  readonly #clock: Clock;
  readonly #engine: Pick<Engine, "setSlowPoll">;
  #inTimeout = false;
  #failures = 0;
  #on = false;
  #timer: Timer | undefined;

  constructor(settings: ElementSettings, clock: Clock, engine: Pick<Engine, "setSlowPoll">) {
    this.#settings = settings;
    this.#clock = clock;
    this.#engine = engine;
  }

  /** An item of the main connection failed after its last attempt, or succeeded. */
  item(responding: boolean): void {
    this.#failures = responding ? 0 : this.#failures + 1;
    if (responding) this.#switch(false);
    else this.#count();
  }

  /** The element entered or left the timeout state. */
  timeoutChanged(inTimeout: boolean): void {
    const { slowPoll, slowPollBase } = this.#settings;
    this.#inTimeout = inTimeout;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (!inTimeout) {
      this.#switch(false);
    } else if (slowPoll !== undefined && slowPollBase !== "number") {
      this.#timer = this.#clock.after(slowPoll, () => {
        this.#switch(true);
      });
    } else {
      this.#count();
    }
  }

  /** Cancels what is pending. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#on = false;
  }

  #count(): void {
    const { slowPoll, slowPollBase } = this.#settings;
    if (this.#inTimeout && slowPollBase === "number" && this.#failures >= (slowPoll ?? Infinity))
      this.#switch(true);
  }

  #switch(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    this.#engine.setSlowPoll(on, this.#settings.pingIntervalMs ?? usualPingIntervalMs);
  }
}
