/** Which elements and views are open, as the fragment of the address has it: `#0.stream+1.element`. */

/** Views of an element. */
export const views = [
  ["stream", "Stream"],
  ["element", "Element"],
  ["events", "Events"],
  ["encoding", "Encoding"],
  ["log", "Log"],
] as const;

/** Name of a view. */
export type ViewName = (typeof views)[number][0];

/** One element with one view. */
export interface Pane {
  readonly element: number;
  readonly view: ViewName;
}

/** Most panes side by side. */
export const mostPanes = 4;

function viewNamed(name: string | undefined): ViewName {
  return views.find(([one]) => one === name)?.[0] ?? "element";
}

/** The panes of a fragment; at least one. */
export function readPanes(fragment: string): readonly Pane[] {
  const panes = fragment
    .replace(/^#/, "")
    .split("+")
    .slice(0, mostPanes)
    .map((part) => {
      const [element = "", view] = part.split(".");
      return { element: /^\d{1,6}$/.test(element) ? Number(element) : 0, view: viewNamed(view) };
    });
  return panes.length > 0 ? panes : [{ element: 0, view: "element" }];
}

/** The fragment of panes. */
export function writePanes(panes: readonly Pane[]): string {
  return `#${panes.map(({ element, view }) => `${String(element)}.${view}`).join("+")}`;
}
