/** Hands the events of an element to whoever listens. */
import type { Clock } from "../clock.ts";
import type { NoticeSink } from "../log.ts";
import { QActionKitError } from "../errors.ts";
import type { ElementEvent, ElementEventBody, ElementListener } from "./events.ts";

/** The listeners of one element. */
export class EventHub {
  readonly #clock: Clock;
  #listeners: Set<ElementListener> | undefined;
  /** Where the parts of the element report what they notice. */
  readonly notice: NoticeSink = ({ code, kind, message }) => {
    this.emit({ type: "log", kind, code, message });
  };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True while somebody listens: without, nobody needs to make events. */
  get listening(): boolean {
    return this.#listeners !== undefined;
  }

  /** Tells everybody, in the order in which they began to listen. */
  emit(body: ElementEventBody): void {
    if (this.#listeners === undefined) return;
    const event: ElementEvent = { ...body, at: this.#clock.now() };
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Begins to tell a listener. @returns a function that ends it */
  subscribe(listener: ElementListener): () => void {
    (this.#listeners ??= new Set()).add(listener);
    return () => {
      this.#listeners?.delete(listener);
      if (this.#listeners?.size === 0) this.#listeners = undefined;
    };
  }

  /** The first event from now on that fits; rejected with `ERR_ELEMENT_WAIT` after `timeoutMs`. */
  when(fits: (event: ElementEvent) => boolean, timeoutMs: number): Promise<ElementEvent> {
    return new Promise((resolve, reject) => {
      const timer = this.#clock.after(timeoutMs, () => {
        end();
        const waited = `Nothing that fits happened in ${String(timeoutMs)} ms.`;
        reject(new QActionKitError("ERR_ELEMENT_WAIT", `${waited} Check the condition, or wait longer.`));
      });
      const end = this.subscribe((event) => {
        if (!fits(event)) return;
        end();
        timer.cancel();
        resolve(event);
      });
    });
  }
}
