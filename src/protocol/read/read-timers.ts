/** `Timers`. */
import { readCondition } from "./read-condition.ts";
import { list, made } from "../frozen.ts";
import type { Timer } from "../model.ts";
import { collect, objectKinds } from "./read-objects.ts";
import type { Located, Reading } from "./reading.ts";
import { normalised, tokens } from "./option-text.ts";
import { flag, integer } from "./read-values.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";

/** Longest period in ms, 24 days (`Protocol.Timers.Timer.Time`). */
const maxPeriod = 2_073_600_000;

/** Reads `Timers`, in file order. */
export function readTimers(reading: Reading, section: XmlElement | undefined): ReadonlyMap<number, Timer> {
  return collect(reading, section, objectKinds.timer, (element, id) => readTimer(reading, element, id));
}

function readTimer(reading: Reading, element: XmlElement, id: number): Timer {
  const what = `timer ${String(id)}`;
  const timeTag = reading.child(element, "time");
  const attribute = (name: string): Located | undefined =>
    timeTag === undefined ? undefined : reading.attribute(timeTag, name);
  const time = readPeriod(reading, reading.content(timeTag), `Time of ${what}`);
  if (time === undefined) {
    reading.report(
      "TAG_MISSING",
      `${what} has no Time and runs only once. Write a period in ms.`,
      element.position,
    );
  }
  return made<Timer>({
    id,
    name: reading.childContent(element, "name")?.value ?? "",
    time: time ?? maxPeriod,
    initial: readInitial(reading, attribute("initial"), what),
    dataDisplay: readPeriod(reading, attribute("datadisplay"), `dataDisplay of ${what}`),
    interval:
      integer(reading, reading.childContent(element, "interval"), `Interval of ${what}`, { min: 0 }) ?? 0,
    fixedTimer: flag(reading, reading.attribute(element, "fixedtimer"), `fixedTimer of ${what}`),
    options: tokens(reading.attribute(element, "options")?.value),
    groups: readGroupIds(reading, reading.child(element, "content"), what),
    condition: readCondition(reading, element, what),
    position: element.position,
  });
}

function readPeriod(
  reading: Reading,
  located: Located | undefined,
  what: string,
): number | "loop" | undefined {
  if (located !== undefined && normalised(located.value) === "loop") return "loop";
  const period = integer(reading, located, what, { min: 1, max: maxPeriod });
  return period === undefined ? undefined : Math.max(1, Math.min(period, maxPeriod));
}

function readInitial(reading: Reading, located: Located | undefined, what: string): Timer["initial"] {
  if (located === undefined) return "true";
  const text = normalised(located.value);
  if (text === "true" || text === "false") return text;
  const range = /^random\s*=\s*(\d+)\s*:\s*(\d+)$/.exec(text);
  if (range !== null) return Object.freeze({ from: Number(range[1]), to: Number(range[2]) });
  reading.report(
    "VALUE_UNKNOWN",
    `initial of ${what} cannot be '${located.value}'; true is used. Use true, false or random=from:to.`,
    located.position,
  );
  return "true";
}

/** Group ids; of `col:idx:default`, in a timer over table rows, the default. */
function readGroupIds(reading: Reading, content: XmlElement | undefined, what: string): readonly number[] {
  const ids: number[] = [];
  for (const element of childrenNamed(content, "group")) {
    const located = reading.content(element);
    const byColumn = located === undefined ? null : /^col:\d+:(-?\d+)$/i.exec(located.value);
    const id =
      byColumn === null ? integer(reading, located, `Content/Group of ${what}`) : Number(byColumn[1]);
    if (id !== undefined) ids.push(id);
  }
  return list(ids);
}
