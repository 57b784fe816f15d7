/** Elements by the thousand, started and stopped one after the other with scripts from files, and what is left of them. */
import { Element } from "../../src/element/element.ts";
import { connector, numberParam } from "../support/element/connector.ts";
import { scriptFolder } from "../support/qaction/script-folder.ts";
import { footprint } from "./footprint.ts";
import type { Footprint } from "./footprint.ts";

/** What is left after so many elements. */
export interface StartsMark extends Footprint {
  readonly elements: number;
  /** ms for each element since the mark before. */
  readonly msEach: number;
}

const scripts = {
  "lib/state.ts": "export const state: { n: number } = { n: 0 };",
  "QAction_1.ts": `import { state } from "./lib/state.ts";
import { QActionTableRow } from "qaction-kit";
enum Step { One = 1 }
export class QAction {
  static runs: number = 0;
  static Run(protocol: SLProtocol): void {
    QAction.runs += Step.One;
    state.n++;
    protocol.SetParameter(21, new QActionTableRow(0, 1) === undefined ? 0 : QAction.runs);
  }
}`,
  "QAction_2.ts": `import { state } from "./lib/state.ts";
export function Run(protocol: SLProtocol): void { protocol.SetParameter(22, ++state.n); }`,
};

/**
 * Starts elements, lets each run its two scripts once, and stops it.
 * @param marks Numbers of elements after which the process is looked at.
 * @throws Error when a script sees what another element's script left.
 */
export async function starts(marks: readonly number[]): Promise<StartsMark[]> {
  const protocol = connector({
    params: numberParam(20) + numberParam(21) + numberParam(22),
    qactions:
      '<QAction id="1" name="one" encoding="csharp" triggers="20"/><QAction id="2" name="two" encoding="csharp" triggers="21"/>',
  });
  const folder = scriptFolder(scripts);
  const reached: StartsMark[] = [];
  let elements = 0;
  for (const mark of marks) {
    const [from, began] = [elements, performance.now()];
    for (; elements < mark; elements++) {
      const element = new Element(protocol, { host: "ws://127.0.0.1", port: 1, scripts: folder });
      await element.start();
      await element.set(20, 1);
      const [runs, shared] = [element.get(21), element.get(22)];
      await element.stop();
      if (runs !== 1 || shared !== 2)
        throw new Error(
          `Element ${String(elements)}: ${String(runs)} runs, ${String(shared)} in the shared module.`,
        );
    }
    const msEach = (performance.now() - began) / (mark - from);
    reached.push({ elements, msEach, ...(await footprint()) });
  }
  return reached;
}

/** Bytes of the heap that one element leaves behind, between the first mark and the last. */
export function heapPerElement(marks: readonly StartsMark[]): number {
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined || first === last) return 0;
  return (last.heap - first.heap) / (last.elements - first.elements);
}
