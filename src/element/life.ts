/** Which state an element is in, and the states that its scripts ask for. */
import { inspect } from "node:util";
import { soon } from "../base/turns.ts";
import type { EventHub } from "./event-hub.ts";
import type { ElementState } from "./events.ts";

/** The ways in which a script can change the state of its element. */
interface StateChanges {
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

/** State and timeout state of one element, over all its runs. */
export class ElementLife {
  readonly #hub: EventHub;
  readonly #element: StateChanges;
  #state: ElementState = "stopped";
  #inTimeout = false;

  constructor(hub: EventHub, element: StateChanges) {
    this.#hub = hub;
    this.#element = element;
  }

  get state(): ElementState {
    return this.#state;
  }

  /** True while the element is in timeout. */
  get inTimeout(): boolean {
    return this.#inTimeout;
  }

  /** Enters a state; a stopped element is not in timeout. */
  enter(state: ElementState): void {
    this.#state = state;
    if (state === "stopped") this.#inTimeout = false;
    this.#tell();
  }

  /** Enters or leaves the timeout state. */
  timeoutChanged(inTimeout: boolean): void {
    this.#inTimeout = inTimeout;
    this.#tell();
  }

  /** Notify 115: 1 active, 3 pause, 4 stop, 6 delete, 11 restart. Carried out after the script that asked. */
  request(state: number): void {
    soon(() => {
      this.#carryOut(state).catch((cause: unknown) => {
        const message = `The element could not be brought into state ${String(state)}, which a script asked for. ${inspect(cause)}`;
        this.#hub.notice({ code: "CHAIN_FAILED", kind: "error", message, cause });
      });
    });
  }

  async #carryOut(state: number): Promise<void> {
    if (state === 1 && this.#state === "paused") this.#element.resume();
    else if (state === 3) this.#element.pause();
    else if (state === 4 || state === 6) await this.#element.stop();
    else if (state === 11) await this.#element.restart();
  }

  #tell(): void {
    this.#hub.emit({ type: "state", state: this.#state, timeout: this.#inTimeout });
  }
}
