/** Other elements of one program: what `NotifyDataMiner` and the action *merge* reach of them. */
import type { AggregateResult } from "../logic/actions/merge-results.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { ElementReference } from "../qaction/data-miner-host.ts";
import type { ElementDirectory } from "../qaction/qaction-host.ts";
import type { Element } from "./element.ts";

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

/**
 * The elements of a program for each other: `new Element(protocol, { elements: elementDirectory(() => all) })`.
 * @param elements called whenever something is asked; ids are `dataMinerId` and `elementId` of their options
 */
export function elementDirectory(elements: () => Iterable<Element>): Required<OtherElements> {
  const find = (wanted: ElementReference): Element | undefined =>
    [...elements()].find(
      ({ facts }) => facts.dataMinerId === wanted.dataMinerId && facts.elementId === wanted.elementId,
    );
  return {
    nameOf: (element) => find(element)?.facts.name,
    find: (name) => [...elements()].find(({ facts }) => facts.name === name)?.facts,
    read: (element, pid) => find(element)?.get(pid),
    write: (element, pid, value) => {
      if (typeof value === "string" || typeof value === "number") void find(element)?.set(pid, value);
    },
    started: (element) => ["active", "paused"].includes(find(element)?.state ?? ""),
    notify: (element, call) => find(element)?.notified(call),
    aggregate: (element, trigger) => find(element)?.aggregated(trigger),
  };
}
