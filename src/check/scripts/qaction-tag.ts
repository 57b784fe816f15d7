/** The tag of a QAction in the file, and its attributes. */
import { memoize } from "../../base/memo.ts";
import type { Protocol, QAction } from "../../protocol/model.ts";
import {
  childNamed,
  childrenNamed,
  type XmlAttribute,
  type XmlElement,
} from "../../protocol/xml/xml-element.ts";
import { spanAt } from "./script-check.ts";
import type { ScriptSpan } from "./script-model.ts";

const elementsByOffset = memoize(
  (root: XmlElement): ReadonlyMap<number, XmlElement> =>
    new Map(childrenNamed(childNamed(root, "qactions"), "qaction").map((one) => [one.position.offset, one])),
);

/** The element of a QAction. */
export function qactionElement({ root }: Protocol, { position }: QAction): XmlElement | undefined {
  return elementsByOffset(root).get(position.offset);
}

/** An attribute of a QAction, by its name in lower case. */
export function qactionAttribute(
  protocol: Protocol,
  qaction: QAction,
  name: string,
): XmlAttribute | undefined {
  return qactionElement(protocol, qaction)?.attributes.find(({ localName }) => localName === name);
}

/** The place of an attribute, else of the whole tag. */
export function attributeSpan(protocol: Protocol, qaction: QAction, name: string): ScriptSpan {
  return spanAt(protocol, qactionAttribute(protocol, qaction, name)?.position ?? qaction.position);
}
