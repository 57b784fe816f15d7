/** When slow poll begins and ends: the settings of the main connection against its failures (`ConnectionsPingGroup`). */
import type { Clock, Timer } from "../base/clock.ts";
import type { Engine } from "../logic/engine.ts";
import type { ElementSettings } from "../protocol/model.ts";

/** ms between pings when the protocol does not say. */
const usualPingIntervalMs = 30_000;

/** What the guard needs. */
export interface SlowPollGuardParts {
  readonly clock: Clock;
  readonly protocol: { readonly settings: ElementSettings };
}

/** The run that is watched. */
export interface SlowPollRun {
  readonly engine: Pick<Engine, "setSlowPoll">;
}

/**
 * Watches the main connection. Slow poll begins while the element is in timeout, `SlowPoll` ms after it entered that
 * state (`SlowPollBase` time), or once so many items have failed in a row (number); the first success ends it.
 */
export class SlowPollGuard {
  readonly #parts: SlowPollGuardParts;
  readonly #run: SlowPollRun;
  #inTimeout = false;
  #failures = 0;
  #on = false;
  #timer: Timer | undefined;

  constructor(parts: SlowPollGuardParts, run: SlowPollRun) {
    this.#parts = parts;
    this.#run = run;
  }

  /** An item of the main connection failed after its last attempt, or succeeded. */
  item(responding: boolean): void {
    this.#failures = responding ? 0 : this.#failures + 1;
    if (responding) this.#switch(false);
    else this.#count();
  }

  /** The element entered or left the timeout state. */
  timeoutChanged(inTimeout: boolean): void {
    const { clock } = this.#parts;
    const { settings } = this.#parts.protocol;
    this.#inTimeout = inTimeout;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (!inTimeout) {
      this.#switch(false);
    } else if (settings.slowPoll !== undefined && settings.slowPollBase !== "number") {
      this.#timer = clock.after(settings.slowPoll, () => {
        this.#switch(true);
      });
    } else {
      this.#count();
    }
  }

  /** Leaves nothing pending. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#on = false;
  }

  #count(): void {
    const { slowPoll, slowPollBase } = this.#parts.protocol.settings;
    if (this.#inTimeout && slowPollBase === "number" && this.#failures >= (slowPoll ?? Infinity))
      this.#switch(true);
  }

  #switch(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    this.#run.engine.setSlowPoll(on, this.#parts.protocol.settings.pingIntervalMs ?? usualPingIntervalMs);
  }
}
