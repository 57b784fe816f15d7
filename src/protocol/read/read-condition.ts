/** `Condition` children: the text and, when it is well formed, its parsed form. */
import { parseCondition } from "./parse-condition.ts";
import { made } from "../frozen.ts";
import type { Condition } from "../model.ts";
import type { Reading } from "./reading.ts";
import type { XmlElement } from "../xml/xml-element.ts";

/** Reads the `Condition` child of an object; a blank one is ignored. */
export function readCondition(reading: Reading, element: XmlElement, what: string): Condition | undefined {
  const located = reading.childContent(element, "condition");
  if (located === undefined) return undefined;
  const { expression, problems } = parseCondition(located.value, (index) => located.at(index));
  for (const { code, message, position } of problems)
    reading.report(code, `Condition of ${what}: ${message}`, position);
  return made<Condition>({ text: located.value, position: located.position, expression });
}
