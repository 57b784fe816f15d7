/** Which connections fail, since when, and whether that puts the element in timeout (D-62, protocol-logic of timeouts). */
import type { Clock, Timer } from "../clock.ts";

/** What {@link CommunicationState} needs to know. */
export interface CommunicationOptions {
  readonly clock: Clock;
  /** A connection that fails for so long puts the element in timeout, ms (`Protocol.PortSettings.TimeoutTimeElement`). */
  readonly elementTimeoutMs: number;
  /** Connections that do not count (Include timeout off). */
  readonly excluded: ReadonlySet<number>;
  /** Two connections of redundant polling: the element is in timeout only while both fail (`ConnectionsRedundantPolling`). */
  readonly redundant?: readonly [number, number] | undefined;
  /** Called when the element enters (true) or leaves (false) the timeout state. */
  readonly changed: (inTimeout: boolean) => void;
}

/** Timeout state of one element over all its connections. */
export class CommunicationState {
  readonly #options: CommunicationOptions;
  /** Connection to the moment it began to fail. */
  readonly #failingSince = new Map<number, number>();
  #timer: Timer | undefined;
  #inTimeout = false;

  constructor(options: CommunicationOptions) {
    this.#options = options;
  }

  /** True while the element is in timeout. */
  get inTimeout(): boolean {
    return this.#inTimeout;
  }

  /** True while the connection fails; made-up ids (notify 249) are connections like any other. */
  isFailing(connection: number): boolean {
    return this.#failingSince.has(connection);
  }

  /** The connection failed (false) or shows life (true). */
  report(connection: number, responding: boolean): void {
    if (responding) {
      if (!this.#failingSince.delete(connection)) return;
    } else {
      if (this.#failingSince.has(connection)) return;
      this.#failingSince.set(connection, this.#options.clock.now());
    }
    this.#look();
  }

  /** Forgets everything; nothing is pending afterwards. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#failingSince.clear();
    this.#inTimeout = false;
  }

  /** Since when it counts: of a redundant pair, since both fail. */
  #since(connection: number, since: number): number {
    const { redundant } = this.#options;
    if (redundant?.includes(connection) !== true) return since;
    const other = redundant[0] === connection ? redundant[1] : redundant[0];
    return Math.max(since, this.#failingSince.get(other) ?? Infinity);
  }

  #look(): void {
    const { clock, elementTimeoutMs, excluded, changed } = this.#options;
    this.#timer?.cancel();
    this.#timer = undefined;
    let first = Infinity;
    for (const [connection, since] of this.#failingSince) {
      if (!excluded.has(connection)) first = Math.min(first, this.#since(connection, since));
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
      changed(inTimeout);
    }
  }
}
