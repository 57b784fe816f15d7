/** Counts waiting bytes, and reports when a limit is exceeded and when that is over. */

/** The first limit was exceeded, the second one was, or the count is below the first again after `stop`. */
export type BacklogChange = "warn" | "stop" | "go";

/** Bytes of work that is not done yet. */
export class Backlog {
  readonly #limits: readonly [warn: number, stop: number];
  readonly #changed: (change: BacklogChange, bytes: number) => void;
  #bytes = 0;
  #level: "low" | "warned" | "stopped" = "low";

  /**
   * @param limits bytes at which to warn and to stop
   * @param changed called once each time a limit is exceeded
   */
  constructor(
    limits: readonly [warn: number, stop: number],
    changed: (change: BacklogChange, bytes: number) => void,
  ) {
    this.#limits = limits;
    this.#changed = changed;
  }

  /** Bytes that wait now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** True from the second limit until the count has fallen below the first. */
  get stopped(): boolean {
    return this.#level === "stopped";
  }

  /** Adds work. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#level === "low" && this.#bytes > this.#limits[0]) {
      this.#level = "warned";
      this.#changed("warn", this.#bytes);
    }
    if (this.#level === "warned" && this.#bytes > this.#limits[1]) {
      this.#level = "stopped";
      this.#changed("stop", this.#bytes);
    }
  }

  /** Subtracts work that is done. */
  done(bytes: number): void {
    this.#bytes -= bytes;
    if (this.#bytes > this.#limits[0] || this.#level === "low") return;
    const stopped = this.stopped;
    this.#level = "low";
    if (stopped) this.#changed("go", this.#bytes);
  }

  /** Sets the count, for work that is counted elsewhere. */
  set(bytes: number): void {
    if (bytes > this.#bytes) this.add(bytes - this.#bytes);
    else this.done(this.#bytes - bytes);
  }
}
