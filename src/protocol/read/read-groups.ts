/** `Groups`. */
import { readCondition } from "./read-condition.ts";
import { list, made } from "../frozen.ts";
import type { Group, GroupItem, GroupType } from "../model.ts";
import { collect, objectKinds } from "./read-objects.ts";
import type { Reading } from "./reading.ts";
import { flag, integer, place, word } from "./read-values.ts";
import type { XmlElement } from "../xml/xml-element.ts";

const kinds: readonly GroupItem["kind"][] = ["param", "pair", "session", "action", "trigger"];

const types: readonly GroupType[] = ["poll", "poll action", "poll trigger", "action", "trigger"];

/** Reads `Groups`, in file order. */
export function readGroups(reading: Reading, section: XmlElement | undefined): ReadonlyMap<number, Group> {
  return collect(reading, section, objectKinds.group, (element, id) => readGroup(reading, element, id));
}

function readGroup(reading: Reading, element: XmlElement, id: number): Group {
  const what = `group ${String(id)}`;
  const contentTag = reading.child(element, "content");
  const type = word(reading, reading.childContent(element, "type"), `Type of ${what}`, types) ?? "poll";
  const content = readContent(reading, contentTag, what);
  const number = (name: string): number | undefined =>
    integer(reading, reading.attribute(element, name.toLowerCase()), `${name} of ${what}`);
  return made<Group>({
    id,
    name: reading.childContent(element, "name")?.value ?? "",
    type,
    connection: number("connection"),
    connectionPid: number("connectionPID"),
    threadId: number("threadId"),
    ping: flag(reading, reading.attribute(element, "ping"), `ping of ${what}`),
    multipleGet:
      contentTag !== undefined &&
      flag(reading, reading.attribute(contentTag, "multipleget"), `multipleGet of ${what}`),
    condition: readCondition(reading, element, what),
    content,
    position: element.position,
  });
}

function readContent(reading: Reading, content: XmlElement | undefined, what: string): readonly GroupItem[] {
  const items: GroupItem[] = [];
  for (const element of content?.children ?? []) {
    const kind = kinds.find((candidate) => candidate === element.localName);
    const located = reading.content(element);
    if (kind === undefined) continue;
    const [idText = "", ...suffix] = (located?.value ?? "").split(":");
    const id =
      located === undefined
        ? undefined
        : integer(reading, { ...place(located), value: idText.trim() }, `${element.name} in ${what}`);
    if (id === undefined) continue;
    items.push(
      made<GroupItem>({
        kind,
        id,
        next: integer(
          reading,
          reading.attribute(element, "next"),
          `next of ${kind} ${String(id)} in ${what}`,
          { min: 0 },
        ),
        sessionConnection:
          kind === "session"
            ? integer(
                reading,
                reading.attribute(element, "connection"),
                `connection of session ${String(id)} in ${what}`,
              )
            : undefined,
        suffix: suffix.length === 0 ? undefined : `:${suffix.join(":").trim()}`,
        position: element.position,
      }),
    );
  }
  return list(items);
}
