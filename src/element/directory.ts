/** The elements of one program, found by each other. */
import type { ElementReference } from "../qaction/data-miner-host.ts";
import type { Element } from "./element.ts";
import type { OtherElements } from "./other-elements.ts";

/**
 * The elements of a program for each other: `new Element(protocol, { elements: createElementDirectory(() => all) })`.
 * @param elements called whenever something is asked; ids are `dataMinerId` and `elementId` of their options
 */
export function createElementDirectory(elements: () => Iterable<Element>): Required<OtherElements> {
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
