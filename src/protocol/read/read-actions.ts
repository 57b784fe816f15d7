/** `Actions`. */
import { readCondition } from "./read-condition.ts";
import { fixOf, removeAttribute } from "../check/edits.ts";
import type { Fix } from "../fix.ts";
import { made } from "../frozen.ts";
import type { Action } from "../model.ts";
import { collect, objectKinds } from "./read-objects.ts";
import type { Reading } from "./reading.ts";
import { normalised } from "./option-text.ts";
import { integer, integers } from "./read-values.ts";
import type { XmlAttribute, XmlElement } from "../xml/xml-element.ts";

/** The actions that each kind of object has (`Protocol.Actions.Action.On`). */
export const actionTypes: Readonly<Record<string, readonly string[]>> = {
  command: ["crc", "length", "make", "replace", "replace data", "stuffing"],
  group: [
    "add to execute",
    "execute",
    "execute next",
    "execute one",
    "execute one now",
    "execute one top",
    "force execute",
    "set",
    "set with wait",
  ],
  pair: ["set next", "timeout"],
  parameter: [
    "aggregate",
    "append",
    "append data",
    "change length",
    "clear",
    "clear on display",
    "copy",
    "copy reverse",
    "go",
    "increment",
    "multiply",
    "normalize",
    "pow",
    "read",
    "replace data",
    "reverse",
    "run actions",
    "save",
    "set",
    "set and get with wait",
    "set info",
    "set with wait",
  ],
  protocol: [
    "close",
    "lock",
    "merge",
    "open",
    "priority lock",
    "priority unlock",
    "read file",
    "sleep",
    "stop current group",
    "swap column",
    "unlock",
    "wmi",
  ],
  response: [
    "clear",
    "clear length info",
    "crc",
    "length",
    "read",
    "read stuffing",
    "replace",
    "replace data",
    "stuffing",
  ],
  timer: ["reschedule", "restart timer", "start", "stop"],
};

/** Actions whose `Type@id` is a parameter: those of the documentation, and the calculations, which use it as well. */
const withTypeId: ReadonlySet<string> = new Set([
  ...[
    "append",
    "append data",
    "change length",
    "close",
    "copy",
    "copy reverse",
    "increment",
    "multiply",
    "normalize",
  ],
  ...["pow", "read file", "replace", "set and get with wait", "set next", "sleep", "timeout"],
]);

/** Reads `Actions`, in file order. */
export function readActions(reading: Reading, section: XmlElement | undefined): ReadonlyMap<number, Action> {
  return collect(reading, section, objectKinds.action, (element, id) => readAction(reading, element, id));
}

function readAction(reading: Reading, element: XmlElement, id: number): Action {
  const what = `action ${String(id)}`;
  const onTag = reading.child(element, "on");
  const typeTag = reading.child(element, "type");
  const on = normalised(reading.content(onTag)?.value ?? "");
  const type = normalised(reading.content(typeTag)?.value ?? "");
  checkType(reading, element, typeTag, what, on, type);
  const attribute = (tag: XmlElement | undefined, name: string) =>
    tag === undefined ? undefined : reading.attribute(tag, name);
  return made<Action>({
    id,
    name: reading.childContent(element, "name")?.value ?? "",
    on,
    onIds: integers(reading, attribute(onTag, "id"), `On@id of ${what}`),
    onNr: attribute(onTag, "nr")?.value,
    type,
    typeId: readTypeId(reading, typeTag, onTag, type, what),
    attributes: furtherAttributes(typeTag),
    condition: readCondition(reading, element, what),
    position: element.position,
  });
}

/** The `Type@id` of any other action has no effect, so it is not kept. */
function readTypeId(
  reading: Reading,
  typeTag: XmlElement | undefined,
  onTag: XmlElement | undefined,
  type: string,
  what: string,
): number | undefined {
  const written = typeTag === undefined ? undefined : reading.attribute(typeTag, "id");
  if (written === undefined || withTypeId.has(type)) return integer(reading, written, `Type@id of ${what}`);
  reading.report(
    "ACTION_TYPE_ID",
    `Type@id of ${what} has no effect for '${type}'. Remove it; what the action works on is named by On@id.`,
    written.position,
    { fix: typeIdFix(reading, typeTag, onTag) },
  );
  return undefined;
}

/** What has no effect goes. Where On names nothing, the id may have been meant for it, and only the author knows. */
function typeIdFix(
  { source }: Reading,
  typeTag: XmlElement | undefined,
  onTag: XmlElement | undefined,
): Fix | undefined {
  const idOf = (tag: XmlElement | undefined): XmlAttribute | undefined =>
    tag?.attributes.find(({ localName }) => localName === "id");
  const written = idOf(typeTag);
  return written === undefined || idOf(onTag) === undefined
    ? undefined
    : fixOf("safe", "Remove the id from Type", removeAttribute(source, written));
}

/** All attributes of `Type` but its id; values keep their spaces, which may be data. */
function furtherAttributes(typeTag: XmlElement | undefined): Readonly<Record<string, string>> {
  const attributes = Object.create(null) as Record<string, string>;
  for (const { localName, value } of typeTag?.attributes ?? [])
    if (localName !== "id") attributes[localName] ??= value;
  return Object.freeze(attributes);
}

function checkType(
  reading: Reading,
  element: XmlElement,
  typeTag: XmlElement | undefined,
  what: string,
  on: string,
  type: string,
): void {
  if (on === "" || type === "") {
    reading.report(
      "TAG_MISSING",
      `${what} does nothing: it needs On and Type. Write them.`,
      element.position,
    );
    return;
  }
  const fitting = Object.hasOwn(actionTypes, on) ? actionTypes[on] : undefined;
  if (fitting === undefined) {
    reading.report(
      "VALUE_UNKNOWN",
      `On of ${what} cannot be '${on}'. Use one of: ${Object.keys(actionTypes).join(", ")}.`,
      element.position,
    );
  } else if (!fitting.includes(type)) {
    reading.report(
      "ACTION_TYPE",
      `${what} does nothing: Type '${type}' does not fit On ${on}. Use one of: ${fitting.join(", ")}.`,
      typeTag?.position ?? element.position,
    );
  }
}
