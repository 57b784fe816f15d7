/** Which connections fail, since when, and whether that puts the element in timeout. */
import type { Clock, Timer } from "../base/clock.ts";
import type { Redundancy } from "../logic/exchange/redundancy.ts";
import type { CommunicationParameters } from "./communication-parameters.ts";
import { countsForTimeout, type ElementOptions } from "./element-settings.ts";
import type { ElementLife } from "./life.ts";
import type { SlowPollGuard } from "./slow-poll-guard.ts";

/** Timeout state of one element over all its connections. */
export class CommunicationState {
  readonly #clock: Clock;
  readonly #elementTimeoutMs: number;
  readonly #given: Pick<ElementOptions, "includeTimeout" | "connections">;
  readonly #redundancy: Pick<Redundancy, "pair" | "polls">;
  readonly #slowPoll: Pick<SlowPollGuard, "item" | "timeoutChanged">;
  readonly #parameters: Pick<CommunicationParameters, "connectionChanged" | "timeoutChanged">;
  readonly #life: Pick<ElementLife, "timeoutChanged">;
  /** Connection to the moment it began to fail. */
  #failingSince: Map<number, number> | undefined;
  #timer: Timer | undefined;
  #inTimeout = false;
  /** The connection reported last, if it answered: an answer of the same one is no news. */
  #answering: number | undefined;

  /**
   * @param elementTimeoutMs a connection that fails for so long puts the element in timeout (`Protocol.PortSettings.TimeoutTimeElement`)
   * @param given says which connections count
   * @param redundancy with two connections the element is in timeout only while both fail (`ConnectionsRedundantPolling`)
   */
  constructor(
    clock: Clock,
    elementTimeoutMs: number,
    given: Pick<ElementOptions, "includeTimeout" | "connections">,
    redundancy: Pick<Redundancy, "pair" | "polls">,
    slowPoll: Pick<SlowPollGuard, "item" | "timeoutChanged">,
    parameters: Pick<CommunicationParameters, "connectionChanged" | "timeoutChanged">,
    life: Pick<ElementLife, "timeoutChanged">,
  ) {
    this.#clock = clock;
    this.#elementTimeoutMs = elementTimeoutMs;
    this.#given = given;
    this.#redundancy = redundancy;
    this.#slowPoll = slowPoll;
    this.#parameters = parameters;
    this.#life = life;
  }

  /** True while the element is in timeout. */
  get inTimeout(): boolean {
    return this.#inTimeout;
  }

  /** True while the connection fails; made-up ids (notify 249) are connections like any other. */
  isFailing(connection: number): boolean {
    return this.#failingSince?.has(connection) === true;
  }

  /** A pair or session of the connection failed after its last attempt, or succeeded. */
  item(connection: number, responding: boolean): void {
    this.report(connection, responding);
    if (this.#redundancy.polls(connection)) this.#slowPoll.item(responding);
  }

  /** The connection failed to answer (false) or shows life (true). */
  report(connection: number, responding: boolean): void {
    if (responding && connection === this.#answering) return;
    this.#answering = responding ? connection : undefined;
    this.#count(connection, responding);
    this.#parameters.connectionChanged(connection, responding, "answer");
  }

  /** The line opened (true), or could not be opened, or was lost; `counts` is false when that is no failure. */
  line(connection: number, open: boolean, counts = true): void {
    this.#answering = undefined;
    if (counts) this.#count(connection, open);
    this.#parameters.connectionChanged(connection, open, "line");
  }

  #count(connection: number, well: boolean): void {
    if (well) {
      if (this.#failingSince?.delete(connection) !== true) return;
    } else {
      if (this.isFailing(connection)) return;
      (this.#failingSince ??= new Map()).set(connection, this.#clock.now());
    }
    this.#look();
  }

  /** Forgets everything; nothing is pending afterwards. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#failingSince = undefined;
    this.#answering = undefined;
    this.#inTimeout = false;
  }

  /** Since when it counts: of a redundant pair, since both fail. */
  #since(connection: number, since: number): number {
    const { pair } = this.#redundancy;
    if (pair?.includes(connection) !== true) return since;
    const other = pair[0] === connection ? pair[1] : pair[0];
    return Math.max(since, this.#failingSince?.get(other) ?? Infinity);
  }

  #look(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    let first = Infinity;
    for (const [connection, since] of this.#failingSince ?? []) {
      if (countsForTimeout(this.#given, connection)) first = Math.min(first, this.#since(connection, since));
    }
    const left = first + this.#elementTimeoutMs - this.#clock.now();
    const inTimeout = left <= 0;
    if (!inTimeout && left !== Infinity) {
      this.#timer = this.#clock.after(left, () => {
        this.#look();
      });
    }
    if (inTimeout !== this.#inTimeout) {
      this.#inTimeout = inTimeout;
      this.#slowPoll.timeoutChanged(inTimeout);
      this.#parameters.timeoutChanged(inTimeout);
      this.#life.timeoutChanged(inTimeout);
    }
  }
}
