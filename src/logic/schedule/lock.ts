/** The entry lock: one chain of linked logic at a time, first come, first served (`LogicUseCase1`). */
import type { Timer } from "../../base/clock.ts";
import { Fifo } from "../../base/fifo.ts";
import { isPending, type MaybePromise } from "../../base/maybe-promise.ts";

/** Called once: true when the waiter now has the lock, false when the lock was closed. */
type Grant = (granted: boolean) => void;

/** Pieces of work that run one after the other before the lock yields to the rest of the program. */
const turn = 1000;

/**
 * A lock that admits one chain at a time. A free lock runs the work at once, in the same call; a held one queues it. What
 * belongs to the chain that holds the lock is called directly and never comes here.
 */
export class EntryLock {
  #held = false;
  #closed = false;
  #granting = false;
  #line: Fifo<Grant> | undefined;
  #whenFree: (() => void) | undefined;

  /** True while somebody holds the lock. */
  get held(): boolean {
    return this.#held;
  }

  /** How many wait for it. */
  get waiting(): number {
    return this.#line?.length ?? 0;
  }

  /** Takes the lock until {@link release}: true at once when it is free, else a promise. False once it is closed. */
  acquire(): MaybePromise<boolean> {
    if (this.#enter()) return true;
    if (this.#closed) return false;
    return new Promise((resolve) => {
      (this.#line ??= new Fifo()).push(resolve);
    });
  }

  /** Releases the lock; the next in line has it before this call returns. */
  release(): void {
    this.#held = false;
    if (this.waiting > 0) this.#grantNext();
    else this.#whenFree?.();
  }

  /** Runs `work` with the lock held, also while what it returns is pending. Undefined when the lock is closed. */
  run<T>(work: () => MaybePromise<T>): MaybePromise<T | undefined> {
    return this.runWith(work, undefined);
  }

  /** As {@link run}, with an argument for the work. */
  runWith<T, A>(work: (about: A) => MaybePromise<T>, about: A): MaybePromise<T | undefined> {
    if (this.#enter()) return this.#perform(work, about);
    if (this.#closed) return undefined;
    return new Promise((resolve, reject) => {
      (this.#line ??= new Fifo()).push((granted) => {
        if (!granted) {
          resolve(undefined);
          return;
        }
        try {
          resolve(this.#perform(work, about));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  }

  /** Closes the lock: those in line are refused. Done when the present holder, if any, has released it. */
  close(): MaybePromise {
    this.#closed = true;
    const line = this.#line?.toArray() ?? [];
    this.#line = undefined;
    for (const grant of line) grant(false);
    if (!this.#held) return;
    return new Promise((resolve) => {
      this.#whenFree = resolve;
    });
  }

  /** Yields to the rest of the program, then calls `goOn`. False when it does not yield: the line continues at once. */
  protected rest(_goOn: () => void): boolean {
    return false;
  }

  /** Called when work of {@link run} is pending; the timer is cancelled when the work is done. */
  protected watch(): Timer | undefined {
    return undefined;
  }

  readonly #goOn = (): void => {
    if (!this.#held) this.#grantNext();
  };

  #enter(): boolean {
    if (this.#held || this.#closed || this.waiting > 0) return false;
    this.#held = true;
    return true;
  }

  #perform<T, A>(work: (about: A) => MaybePromise<T>, about: A): MaybePromise<T> {
    let result: MaybePromise<T>;
    try {
      result = work(about);
    } catch (error) {
      this.release();
      throw error;
    }
    if (isPending(result)) {
      const watch = this.watch();
      return result.finally(() => {
        watch?.cancel();
        this.release();
      });
    }
    this.release();
    return result;
  }

  /**
   * Serves the line in a loop, not by recursion, however many short pieces of work wait in it; when each of them queues
   * the next one, the loop yields now and then.
   */
  #grantNext(): void {
    if (this.#granting) return;
    this.#granting = true;
    for (let served = 0; !this.#held && this.#line !== undefined && this.waiting > 0; served++) {
      if (served === turn && this.rest(this.#goOn)) break;
      const grant = this.#line.shift();
      this.#held = true;
      grant?.(true);
    }
    this.#granting = false;
    if (this.#closed && !this.#held) this.#whenFree?.();
  }
}
