/** What goes in and out of the parameter store: values, change events, outcomes. */
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { Param } from "../protocol/model.ts";
import type { SetSource } from "./set-source.ts";

/** What a standalone parameter or a cell gives to a script; `null`: a text never set, or an empty cell. */
export type Value = string | number | null;

/** A standalone parameter, as the listener is told of it. */
export interface ChangedParameter {
  readonly param: Param;
  /** Kept here by the listener, which has not to look it up then; the store does not read it. */
  linked: unknown;
  /** When the listener was last told of another value, and who caused it; ms since 1970, 0 for never. */
  changedAt: number;
  changedBy: string;
}

/**
 * A value was stored, and everything linked to the parameter has to run; gives the chain of it. `changed` is false for an
 * equal value that fires all the same.
 */
export type ChangeListener<C> = (
  parameter: ChangedParameter,
  source: SetSource,
  changed: boolean,
  context: C,
) => MaybePromise;

/** What became of a set. */
export interface SetOutcome {
  /** HRESULT in unsigned form, 0 when nothing is wrong. */
  readonly code: number;
  /** The stored value differs from the one before. */
  readonly changed: boolean;
  /** A change event was raised. */
  readonly fired: boolean;
  /** The chain of the event. */
  readonly done: MaybePromise;
}

/** A value as persistence keeps it. */
export interface StoredValue {
  /** Storage bytes. */
  readonly bytes: Uint8Array;
  /** The whole text, before the code page took anything from it. */
  readonly text?: string;
  readonly number?: number;
}
