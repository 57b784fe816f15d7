/** Which connections fail, since when, and whether that puts the element in timeout (D-62, protocol-logic of timeouts). */
import type { Clock, Timer } from "../base/clock.ts";
import type { Redundancy } from "../logic/exchange/redundancy.ts";
import { countsForTimeout, type ElementOptions } from "./element-settings.ts";

/** What {@link CommunicationState} needs to know. */
export interface CommunicationOptions {
  readonly clock: Clock;
  /** A connection that fails for so long puts the element in timeout, ms (`Protocol.PortSettings.TimeoutTimeElement`). */
  readonly elementTimeoutMs: number;
  /** Says which connections count. */
  readonly given: Pick<ElementOptions, "includeTimeout" | "connections">;
  readonly run: CommunicationRun;
}

/** The run whose connections are watched. */
export interface CommunicationRun {
  /** With two connections of redundant polling the element is in timeout only while both fail (`ConnectionsRedundantPolling`). */
  readonly engine: { readonly redundancy: Pick<Redundancy, "pair"> };
  /** The element enters (true) or leaves (false) the timeout state. */
  timeoutChanged(inTimeout: boolean): void;
  /** What became of a request (`answer`), or of the line itself. */
  connectionChanged(connection: number, well: boolean, what: "answer" | "line"): void;
}

/** Timeout state of one element over all its connections. */
export class CommunicationState {
  readonly #options: CommunicationOptions;
  /** Connection to the moment it began to fail. */
  #failingSince: Map<number, number> | undefined;
  #timer: Timer | undefined;
  #inTimeout = false;
  /** The connection that was the last to be told of, when it answered: again is nothing new. */
  #answering: number | undefined;

  constructor(options: CommunicationOptions) {
    this.#options = options;
  }

  /** True while the element is in timeout. */
  get inTimeout(): boolean {
    return this.#inTimeout;
  }

  /** True while the connection fails; made-up ids (notify 249) are connections like any other. */
  isFailing(connection: number): boolean {
    return this.#failingSince?.has(connection) === true;
  }

  /** The connection failed to answer (false) or shows life (true). */
  report(connection: number, responding: boolean): void {
    if (responding && connection === this.#answering) return;
    this.#answering = responding ? connection : undefined;
    this.#count(connection, responding);
    this.#options.run.connectionChanged(connection, responding, "answer");
  }

  /** The line opened, or could not be opened, or was lost; `counts` is false when that is no failure. */
  line(connection: number, open: boolean, counts = true): void {
    this.#answering = undefined;
    if (counts) this.#count(connection, open);
    this.#options.run.connectionChanged(connection, open, "line");
  }

  #count(connection: number, well: boolean): void {
    if (well) {
      if (this.#failingSince?.delete(connection) !== true) return;
    } else {
      if (this.isFailing(connection)) return;
      (this.#failingSince ??= new Map()).set(connection, this.#options.clock.now());
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
    const { pair } = this.#options.run.engine.redundancy;
    if (pair?.includes(connection) !== true) return since;
    const other = pair[0] === connection ? pair[1] : pair[0];
    return Math.max(since, this.#failingSince?.get(other) ?? Infinity);
  }

  #look(): void {
    const { clock, elementTimeoutMs, given, run } = this.#options;
    this.#timer?.cancel();
    this.#timer = undefined;
    let first = Infinity;
    for (const [connection, since] of this.#failingSince ?? []) {
      if (countsForTimeout(given, connection)) first = Math.min(first, this.#since(connection, since));
    }
    const left = first + elementTimeoutMs - clock.now();
    const inTimeout = left <= 0;
    if (!inTimeout && left !== Infinity) {
      this.#timer = clock.after(left, () => {
        this.#look();
      });
    }
    if (inTimeout !== this.#inTimeout) {
      this.#inTimeout = inTimeout;
      run.timeoutChanged(inTimeout);
    }
  }
}
