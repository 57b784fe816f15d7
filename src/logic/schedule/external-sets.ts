/** Sets from outside: users, other elements, notify 50. One at a time, in order, whenever the main lock is free (D-40). */
import { andThen, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import { NOT_ACTIVE, NOT_PERFORMED, OK, UNKNOWN_PARAMETER } from "../../parameter/result-codes.ts";
import type { SetOutcome } from "../../parameter/store.ts";
import { chainStart } from "../chain/chain-limits.ts";
import type { Core } from "../chain/linked-logic.ts";
import type { EntryLock } from "./lock.ts";
import type { ChainContext, User } from "../logic-host.ts";

/** What became of a set inside a chain. */
export type InsideOutcome = Pick<SetOutcome, "code" | "done">;

/** The FIFO of one element. */
export class ExternalSets {
  readonly #core: Core;
  readonly #lock: EntryLock;
  /** Answers those that wait. */
  #open: Set<(code: number) => void> | undefined;
  #accepts = true;

  constructor(core: Core, mainLock: EntryLock) {
    this.#core = core;
    this.#lock = mainLock;
  }

  /**
   * Sets a parameter from outside. The HRESULT comes when everything linked to the set is done: 0, 0x80040239 for an
   * unknown parameter or one without RTDisplay, 0x80040222 for a value that does not suit, 0x800402A4 when
   * something in it failed that nobody expected, 0x800402E0 when the element is paused, or stops before the set had its turn.
   */
  set(pid: number, value: unknown, user?: User): MaybePromise<number> {
    return this.#inTurn(pid, () => this.#now(pid, value, user));
  }

  /**
   * Sets one cell from outside, by its column parameter or the write parameter of a column; as {@link set}, and
   * 0x80040221 without such a row or column.
   */
  setCell(column: number, key: string, value: unknown, user?: User): MaybePromise<number> {
    return this.#inTurn(column, () => {
      const { code, done } = this.#core.setCell(column, key, value, "external", contextOf(user));
      return andThen(done, () => code);
    });
  }

  /** Chooses an item of a context menu; see {@link Core.chooseMenuItem}. Codes as {@link set}. */
  choose(menu: number, choice: readonly string[], user?: User): MaybePromise<number> {
    return this.#inTurn(menu, () =>
      andThen(this.#core.chooseMenuItem(menu, choice, contextOf(user)), () => OK),
    );
  }

  /** A set inside a chain that is running: of a parameter, or of a cell when there is a key. */
  inside(pid: number, key: string | undefined, value: unknown, context: ChainContext): InsideOutcome {
    const refused = this.#refusal(pid);
    if (refused !== OK) return { code: refused, done: undefined };
    if (this.#core.refusesSet(pid, context)) return { code: NOT_PERFORMED, done: undefined };
    return key === undefined
      ? this.#core.parameters.set(pid, value, "external", context)
      : this.#core.setCell(pid, key, value, "external", context);
  }

  /** Why nothing of this parameter can be set from outside; 0 when it can. */
  #refusal(pid: number): number {
    if (!this.#accepts) return NOT_ACTIVE;
    const { parameters, options } = this.#core;
    const table = parameters.columnPlace(pid)?.table;
    const param = parameters.param(pid) ?? table?.column(pid)?.param;
    if (param === undefined) return UNKNOWN_PARAMETER;
    const shown = param.rtDisplay || (table?.column(pid)?.param === param && table.param.rtDisplay);
    return shown || !options.refuseExternalWithoutRTDisplay ? OK : UNKNOWN_PARAMETER;
  }

  #inTurn(pid: number, work: () => MaybePromise<number>): MaybePromise<number> {
    const refused = this.#refusal(pid);
    if (refused !== OK) return refused;
    const code = this.#lock.run(() => this.#contained(pid, work));
    if (!isPending(code)) return code ?? NOT_ACTIVE;
    return new Promise((resolve) => {
      const answer = (result: number): void => {
        this.#open?.delete(answer);
        resolve(result);
      };
      (this.#open ??= new Set()).add(answer);
      void code.then((result) => {
        answer(result ?? NOT_ACTIVE);
      });
    });
  }

  #contained(pid: number, work: () => MaybePromise<number>): MaybePromise<number> {
    const place = { what: `A set of parameter ${pid} from outside`, details: { pid } };
    return andThen(
      this.#core.failures.contain(work, () => place),
      (code) => code ?? NOT_PERFORMED,
    );
  }

  /** Nothing is taken in until {@link resume}. */
  pause(): void {
    this.#accepts = false;
  }

  resume(): void {
    this.#accepts = true;
  }

  /** Answers all that wait, or that run and are not done. */
  stop(): void {
    this.#accepts = false;
    for (const answer of [...(this.#open ?? [])]) answer(NOT_ACTIVE);
  }

  #now(pid: number, value: unknown, user: User | undefined): MaybePromise<number> {
    const { code, fired, done } = this.#core.parameters.set(pid, value, "external", contextOf(user));
    const param = this.#core.parameters.param(pid);
    if (code === 0 && !fired && param !== undefined && value !== null && value !== undefined) {
      this.#core.settled(param, "external");
    }
    return andThen(done, () => code);
  }
}

function contextOf(user: User | undefined): ChainContext {
  return chainStart({ user });
}
