/** `Triggers`. */
import { readCondition } from "./read-condition.ts";
import { list, made } from "../frozen.ts";
import type { Trigger } from "../model.ts";
import { collect, objectKinds } from "./read-objects.ts";
import type { Located, Reading } from "./reading.ts";
import { normalised } from "./option-text.ts";
import { flag, integer, word } from "./read-values.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";

/** The times at which each kind of object fires triggers (`Protocol.Triggers.Trigger.Time`); communication takes free text. */
const times: Readonly<Record<string, readonly string[] | "any">> = {
  parameter: ["change", "change after response", "timeout", "timeout after retries"],
  command: ["before", "after"],
  response: ["before", "after"],
  pair: ["succeeded", "timeout", "timeout after retries"],
  group: ["before", "after"],
  session: ["timeout"],
  timer: ["before"],
  protocol: ["after startup", "link file change", "link file changed"],
  communication: "any",
};

/** Reads `Triggers`, in file order. */
export function readTriggers(
  reading: Reading,
  section: XmlElement | undefined,
): ReadonlyMap<number, Trigger> {
  return collect(reading, section, objectKinds.trigger, (element, id) => readTrigger(reading, element, id));
}

function readTrigger(reading: Reading, element: XmlElement, id: number): Trigger {
  const what = `trigger ${String(id)}`;
  const onTag = reading.child(element, "on");
  const timeTag = reading.child(element, "time");
  const on = word(reading, reading.content(onTag), `On of ${what}`, Object.keys(times));
  const timeText = reading.content(timeTag);
  // The texts that a connection reports are compared exactly, all other times without case.
  const time = on === "communication" ? timeText?.value : timeText && normalised(timeText.value);
  checkTime(reading, what, on, timeText);
  return made<Trigger>({
    id,
    name: reading.childContent(element, "name")?.value ?? "",
    on,
    onId: readOnId(reading, onTag, what, on),
    time,
    guard: readGuard(reading, timeTag, what),
    condition: readCondition(reading, element, what),
    type:
      word(reading, reading.childContent(element, "type"), `Type of ${what}`, ["action", "trigger"]) ??
      "action",
    content: readContent(reading, reading.child(element, "content"), what),
    position: element.position,
  });
}

/** A trigger without Time is started by others. */
function checkTime(reading: Reading, what: string, on: string | undefined, time: Located | undefined): void {
  const fitting = times[on ?? ""] ?? "any";
  if (time === undefined || fitting === "any" || fitting.includes(normalised(time.value))) return;
  reading.report(
    "TRIGGER_TIME",
    `${what} has Time '${time.value}', which does not fit On ${on ?? ""}: it never fires by itself. Use one of: ${fitting.join(", ")}.`,
    time.position,
  );
}

function readOnId(
  reading: Reading,
  onTag: XmlElement | undefined,
  what: string,
  on: string | undefined,
): number | "each" | undefined {
  const located = onTag === undefined ? undefined : reading.attribute(onTag, "id");
  if (located !== undefined && normalised(located.value) === "each") return "each";
  const id = integer(reading, located, `On@id of ${what}`);
  if (
    onTag !== undefined &&
    located === undefined &&
    on !== undefined &&
    on !== "protocol" &&
    on !== "communication"
  ) {
    reading.report(
      "TAG_MISSING",
      `On of ${what} has no id: it never fires by itself. Write the id of the ${on}, or each.`,
      onTag.position,
    );
  }
  return id;
}

function readGuard(reading: Reading, timeTag: XmlElement | undefined, what: string): Trigger["guard"] {
  if (timeTag === undefined) return undefined;
  const comparison = reading.attribute(timeTag, "case");
  if (comparison === undefined) return undefined;
  return made<NonNullable<Trigger["guard"]>>({
    pid: integer(reading, reading.attribute(timeTag, "id"), `Time@id of ${what}`),
    comparison: normalised(comparison.value),
    value: timeTag.attributes.find((attribute) => attribute.localName === "value")?.value ?? "",
    valueIsPid: flag(reading, reading.attribute(timeTag, "nr"), `Time@nr of ${what}`),
  });
}

function readContent(reading: Reading, content: XmlElement | undefined, what: string): Trigger["content"] {
  const entries: Trigger["content"][number][] = [];
  for (const element of childrenNamed(content, "id")) {
    const id = integer(reading, reading.content(element), `Content/Id of ${what}`);
    if (id === undefined) continue;
    const otherwise = flag(reading, reading.attribute(element, "else"), `Id@else of ${what}`);
    entries.push(Object.freeze({ id, otherwise, position: element.position }));
  }
  return list(entries);
}
