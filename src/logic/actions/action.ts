/** What an action is to the engine: one entry a combination of On and Type, and what its work may use. */
import type { MaybePromise } from "../../base/maybe-promise.ts";
import type { Action } from "../../protocol/model.ts";
import type { ChainContext } from "../chain/context.ts";
import type { ActionEngine } from "../chain/view.ts";

/** One execution of an action. */
export interface ActionWork {
  readonly engine: ActionEngine;
  readonly action: Action;
  readonly context: ChainContext;
  /** Reports why the action could not be done. Always false, the result of a failed action. */
  fail(reason: string): false;
  /** Reports something that the action leaves out. */
  remark(text: string): void;
  /** Reports that the action does not apply here, with the documentation page that describes it. Always false. */
  unsupported(reason: string, page: string): false;
  /** Sets a parameter as protocol construct, with all that follows. False, and reported, when that is refused. */
  set(pid: number, value: string | number): MaybePromise<boolean>;
  /** Copies the value of a parameter to another one, up to the first zero, in the same way. */
  copy(source: number, target: number): MaybePromise<boolean>;
  /** Sets the bytes of a parameter, in the same way. */
  setBytes(pid: number, bytes: Uint8Array): MaybePromise<boolean>;
}

/** Why an action cannot be done here, and the page that describes it. */
export interface Unsupported {
  /** Half a sentence: `SNMP is not supported`. */
  readonly reason: string;
  /** uid of the documentation page. */
  readonly page: string;
}

/** An action that treats the items of `On@id`, or the item that fired its trigger, one after the other. */
export interface ItemAction {
  readonly each: (work: ActionWork, id: number) => MaybePromise<boolean>;
  /** Several ids in another order than listed. */
  readonly order?: (work: ActionWork, ids: readonly number[]) => readonly number[];
  /** Set for an action that only reports that it cannot be done here. */
  readonly unsupported?: Unsupported;
}

/** An action that has no items. */
export interface SingleAction {
  readonly once: (work: ActionWork) => MaybePromise<boolean>;
  /** Set for an action that only reports that it cannot be done here. */
  readonly unsupported?: Unsupported;
}

/** Actions of one On value by their Type. */
export type ActionTable = Readonly<Record<string, ItemAction | SingleAction>>;
