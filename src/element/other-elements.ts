/** Other elements of one program, as far as `NotifyDataMiner` and the action *merge* reach them. */
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { AggregateResult } from "../logic/actions/merge-results.ts";
import type { ElementReference } from "../qaction/data-miner-host.ts";
import type { ElementDirectory } from "../qaction/qaction-host.ts";

/** Other elements, as far as a test or program wants them to exist. */
export interface OtherElements extends ElementDirectory {
  /** Fires a trigger of an element and gives what its *aggregate* actions gave; `undefined` without such an element. */
  aggregate?(
    element: ElementReference,
    trigger: number,
  ): MaybePromise<readonly AggregateResult[] | undefined>;
}

/** `DmaId/ElementId`; undefined for anything else. */
export function parseReference(text: string): ElementReference | undefined {
  const match = /^\s*(\d+)\/(\d+)\s*$/.exec(text);
  return match === null ? undefined : { dataMinerId: Number(match[1]), elementId: Number(match[2]) };
}
