/** Hands the events of an element to whoever listens. */
import type { Clock } from "../base/clock.ts";
import { Listeners } from "../base/listeners.ts";
import type { NoticeSink } from "../base/notices.ts";
import { QActionKitError } from "../base/errors.ts";
import { describeScriptError } from "../qaction/script/script-error.ts";
import type { ElementEvent, ElementEventBody, ElementListener } from "./events.ts";

/** The listeners of one element. */
export class EventHub {
  readonly #clock: Clock;
  readonly #listeners = new Listeners<ElementEvent>((error) => {
    this.callbackFailed("A listener of the element's events", error);
  });
  /** Listeners for whom no event is made but notices. */
  readonly #bystanders = new Listeners<ElementEvent>((error) => {
    this.callbackFailed("A listener of the element's events", error);
  });
  /** Where the parts of the element report their notices. */
  readonly notice: NoticeSink = ({ code, kind, message, cause, details }) => {
    const compiled = details?.["compiled"] === true;
    const line = { type: "log", kind, code, message } as const;
    this.emit({ ...line, ...(compiled && { compiled }), ...(cause !== undefined && { cause }) });
  };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True while somebody listens. When false, no event needs to be made. */
  get listening(): boolean {
    return this.#listeners.any;
  }

  /** True while somebody hears notices, which bystanders do too. */
  get reporting(): boolean {
    return this.#listeners.any || this.#bystanders.any;
  }

  /** Tells everybody, in the order in which they began to listen. Never throws. */
  emit(body: ElementEventBody): void {
    if (!this.reporting) return;
    const event = { ...body, at: this.#clock.now() };
    this.#listeners.tell(event);
    this.#bystanders.tell(event);
  }

  /**
   * A function of the program threw. The listeners are told; when every listener has thrown, it becomes a warning of the
   * process, so that nothing is lost.
   */
  callbackFailed(what: string, error: unknown): void {
    const message =
      `${what} threw, and the element continues. Its further errors are not reported. ` +
      describeScriptError(error).stack;
    if (this.#listeners.anyWhole)
      this.notice({ code: "LISTENER_FAILED", kind: "error", message, cause: error });
    else process.emitWarning(message, { code: "LISTENER_FAILED" });
  }

  /** Adds a listener. @returns a function that removes it */
  subscribe(listener: ElementListener): () => void {
    return this.#listeners.add(listener);
  }

  /** Adds a bystander: it hears notices, and events that are made anyway. @returns a function that removes it */
  overhear(listener: ElementListener): () => void {
    return this.#bystanders.add(listener);
  }

  /**
   * The first event from now on that `fits` accepts; rejects with `ERR_ELEMENT_WAIT` after `timeoutMs`, or with what `fits`
   * throws.
   */
  when(fits: (event: ElementEvent) => boolean, timeoutMs: number): Promise<ElementEvent> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        unsubscribe();
        timer.cancel();
      };
      const timer = this.#clock.after(timeoutMs, () => {
        end();
        const waited = `No event was accepted within ${String(timeoutMs)} ms.`;
        reject(new QActionKitError("ERR_ELEMENT_WAIT", `${waited} Check the condition, or wait longer.`));
      });
      const unsubscribe = this.subscribe((event) => {
        try {
          if (!fits(event)) return;
          resolve(event);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        end();
      });
    });
  }
}
