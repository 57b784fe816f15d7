/** Sets from outside: users, other elements, notify 50. One at a time, in order, whenever the main lock is free. */
import type { User } from "../../base/user.ts";
import type { Options } from "../../options/register.ts";
import { andThen, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import { hresults } from "../../parameter/hresult.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { ChangeEvents } from "../chain/change-event.ts";
import { chainStart, type ChainContext, type ChainOutcome } from "../chain/context.ts";
import type { ChainLimits } from "../chain/limits.ts";
import type { QActions } from "../chain/qactions.ts";
import type { Failures } from "../failures.ts";
import type { EntryLock } from "./lock.ts";

/** The sets from outside of one element. */
export class ExternalSets {
  readonly #options: Pick<Options, "refuseExternalWithoutRTDisplay">;
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #limits: ChainLimits;
  readonly #qactions: QActions;
  readonly #changes: ChangeEvents;
  readonly #lock: EntryLock;
  readonly #failures: Failures;
  /** Answer the sets that wait or run. */
  #open: Set<(code: number) => void> | undefined;
  #accepts = true;

  constructor(
    options: Pick<Options, "refuseExternalWithoutRTDisplay">,
    parameters: ParameterStore<ChainContext>,
    limits: ChainLimits,
    qactions: QActions,
    changes: ChangeEvents,
    mainLock: EntryLock,
    failures: Failures,
  ) {
    this.#options = options;
    this.#parameters = parameters;
    this.#limits = limits;
    this.#qactions = qactions;
    this.#changes = changes;
    this.#lock = mainLock;
    this.#failures = failures;
  }

  /**
   * Sets a parameter from outside. The HRESULT comes when everything linked to the set is done: 0, 0x80040239 for an
   * unknown parameter or one without RTDisplay, 0x80040222 for an unsuitable value, 0x800402A4 when its chain ended with
   * an unexpected error, 0x800402E0 when the element is paused, or stops before the set had its turn.
   */
  set(pid: number, value: unknown, user?: User): MaybePromise<number> {
    return this.#inTurn(pid, () => this.#set(pid, value, user));
  }

  /**
   * Sets one cell from outside, by its column parameter or the write parameter of a column; as {@link set}, and
   * 0x80040221 without such a row or column.
   */
  setCell(column: number, key: string, value: unknown, user?: User): MaybePromise<number> {
    return this.#inTurn(column, () => {
      const { code, done } = this.#changes.setCell(column, key, value, "external", contextOf(user));
      return andThen(done, () => code);
    });
  }

  /**
   * Chooses an item of a context menu: its QActions run, and nothing is set (`UIComponentsCustomTableContextMenu`). Codes
   * as {@link set}.
   */
  choose(menu: number, choice: readonly string[], user?: User): MaybePromise<number> {
    return this.#inTurn(menu, () => {
      const context = contextOf(user);
      const inside = this.#limits.deeper(context, "parameter", menu);
      if (inside === undefined) return hresults.ok;
      const done = this.#qactions.choose(menu, choice, inside);
      return andThen(this.#limits.ending(context, inside, done), () => hresults.ok);
    });
  }

  /** A set inside a chain that is running: of a parameter, or of a cell when there is a key. */
  inside(pid: number, key: string | undefined, value: unknown, context: ChainContext): ChainOutcome {
    const refused = this.#refusal(pid);
    if (refused !== hresults.ok) return { code: refused, done: undefined };
    if (this.#limits.refuses(context, "parameter", pid))
      return { code: hresults.notPerformed, done: undefined };
    return key === undefined
      ? this.#parameters.set(pid, value, "external", context)
      : this.#changes.setCell(pid, key, value, "external", context);
  }

  /** The HRESULT that refuses a set of this parameter from outside; 0 when it is allowed. */
  #refusal(pid: number): number {
    if (!this.#accepts) return hresults.notActive;
    const parameters = this.#parameters;
    const table = parameters.columnPlace(pid)?.table;
    const param = parameters.param(pid) ?? table?.column(pid)?.param;
    if (param === undefined) return hresults.notFound;
    const shown = param.rtDisplay || (table?.column(pid)?.param === param && table.param.rtDisplay);
    return shown || !this.#options.refuseExternalWithoutRTDisplay ? hresults.ok : hresults.notFound;
  }

  #inTurn(pid: number, work: () => MaybePromise<number>): MaybePromise<number> {
    const refused = this.#refusal(pid);
    if (refused !== hresults.ok) return refused;
    const code = this.#lock.run(() => this.#contained(pid, work));
    if (!isPending(code)) return code ?? hresults.notActive;
    return new Promise((resolve) => {
      const answer = (result: number): void => {
        this.#open?.delete(answer);
        resolve(result);
      };
      (this.#open ??= new Set()).add(answer);
      void code.then((result) => {
        answer(result ?? hresults.notActive);
      });
    });
  }

  #contained(pid: number, work: () => MaybePromise<number>): MaybePromise<number> {
    const place = { what: `A set of parameter ${pid} from outside`, details: { pid } };
    return andThen(
      this.#failures.contain(work, () => place),
      (code) => code ?? hresults.notPerformed,
    );
  }

  /** Sets are refused until {@link resume}. */
  pause(): void {
    this.#accepts = false;
  }

  resume(): void {
    this.#accepts = true;
  }

  /** Answers all sets that wait, or that are not done yet. */
  stop(): void {
    this.#accepts = false;
    for (const answer of [...(this.#open ?? [])]) answer(hresults.notActive);
  }

  #set(pid: number, value: unknown, user: User | undefined): MaybePromise<number> {
    const { code, fired, done } = this.#parameters.set(pid, value, "external", contextOf(user));
    const param = this.#parameters.param(pid);
    if (code === 0 && !fired && param !== undefined && value !== null && value !== undefined) {
      this.#changes.equalSet(param, "external");
    }
    return andThen(done, () => code);
  }
}

function contextOf(user: User | undefined): ChainContext {
  return chainStart({ user });
}
