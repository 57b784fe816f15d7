/** Collections of objects with an id: which ids are allowed, duplicates, names. */
import { fixedMap } from "../frozen.ts";
import type { Located, Reading } from "./reading.ts";
import type { Position, XmlElement } from "../xml/xml-element.ts";
import { highestId, integer } from "./read-values.ts";

/** One kind of object. */
export interface ObjectKind {
  /** Word for messages. */
  readonly word: string;
  /** Tag, lower-case. */
  readonly tag: string;
  /** Ranges of ids a connector may use (`Protocol-TypeObjectId`, `Protocol-TypeParamId`). */
  readonly ids: readonly (readonly [from: number, to: number])[];
  /** An object with another id is not loaded. */
  readonly strict: boolean;
  /** The text that must be unique in its collection; missing: nothing must. */
  readonly uniqueName?: (object: { readonly name: string; readonly type?: string }) => string;
}

const objectIds = [
  [1, 64299],
  [70000, 99999],
  [1000000, 9999999],
] as const;
const byName = (object: { readonly name: string }): string => object.name.toLowerCase();

/** All kinds that have ids. */
export const objectKinds = {
  param: {
    word: "parameter",
    tag: "param",
    ids: [
      [0, 64299],
      [70000, 99999],
      [1000000, 9999999],
    ],
    strict: true,
    uniqueName: ({ name, type }) => `${name} (${type ?? ""})`.toLowerCase(),
  },
  trigger: { word: "trigger", tag: "trigger", ids: objectIds, strict: false, uniqueName: byName },
  action: { word: "action", tag: "action", ids: objectIds, strict: false },
  group: { word: "group", tag: "group", ids: [[-1, -1], ...objectIds], strict: false },
  timer: { word: "timer", tag: "timer", ids: objectIds, strict: false, uniqueName: byName },
  command: { word: "command", tag: "command", ids: objectIds, strict: false, uniqueName: byName },
  response: { word: "response", tag: "response", ids: objectIds, strict: false, uniqueName: byName },
  pair: { word: "pair", tag: "pair", ids: objectIds, strict: false },
  session: { word: "session", tag: "session", ids: [[0, 0xffffffff]], strict: false },
  qaction: { word: "QAction", tag: "qaction", ids: objectIds, strict: false, uniqueName: byName },
} as const satisfies Readonly<Record<string, ObjectKind>>;

/** Ids that a connector may use, although they belong to a module. */
const reservedParamIds = [
  { from: 64000, to: 64299, owner: "module interfaces" },
  { from: 70000, to: 79999, owner: "mediation and base protocols" },
  { from: 80000, to: 99999, owner: "module interfaces" },
  { from: 9990000, to: 9999999, owner: "Flow Engineering" },
] as const;

interface Identified {
  readonly id: number;
  readonly name: string;
  readonly position: Position;
}

/** Reads all objects of a section, in file order. Of two with the same id the first one is used. */
export function collect<T extends Identified>(
  reading: Reading,
  section: XmlElement | undefined,
  kind: ObjectKind,
  read: (element: XmlElement, id: number) => T,
): ReadonlyMap<number, T> {
  const objects = new Map<number, T>();
  const names = new Map<string, T>();
  for (const element of section?.children ?? []) {
    if (element.localName !== kind.tag) continue;
    const id = objectId(reading, element, kind);
    if (id === undefined) continue;
    const first = objects.get(id);
    if (first !== undefined) {
      reading.report(
        "ID_DUPLICATE",
        `${kind.word} ${String(id)} already exists in line ${String(first.position.line)}; that one is used. Give this one another id.`,
        reading.attribute(element, "id")?.position ?? element.position,
      );
      continue;
    }
    const object = read(element, id);
    objects.set(id, object);
    reportName(reading, kind, object, names);
  }
  return fixedMap(objects);
}

function objectId(reading: Reading, element: XmlElement, kind: ObjectKind): number | undefined {
  const attribute = reading.attribute(element, "id");
  const number = integer(reading, attribute, `The id of this ${kind.word}`, {
    highest: Math.max(highestId, ...kind.ids.map(([, to]) => to)),
  });
  if (number === undefined || attribute === undefined) {
    if (attribute === undefined) {
      reading.report(
        "ID_MISSING",
        `This ${kind.word} has no id and was not loaded. Give it one.`,
        element.position,
      );
    }
    return undefined;
  }
  return allowed(reading, number, attribute, kind) ? number : undefined;
}

function allowed(reading: Reading, id: number, { position }: Located, kind: ObjectKind): boolean {
  if (!kind.ids.some(([from, to]) => from <= id && id <= to)) {
    const ranges = kind.ids.map(([from, to]) =>
      from === to ? String(from) : `${String(from)}-${String(to)}`,
    );
    reading.report(
      "ID_OUT_OF_RANGE",
      `${kind.word} ${String(id)} ${kind.strict ? "was not loaded: its id" : "has an id that"} is not in ${ranges.join(", ")}. Give it another id.`,
      position,
    );
    return !kind.strict;
  }
  const owner =
    kind.tag === "param" ? reservedParamIds.find(({ from, to }) => from <= id && id <= to) : undefined;
  if (owner !== undefined) {
    reading.report(
      "ID_RESERVED",
      `${kind.word} ${String(id)} has an id that belongs to ${owner.owner}. It was loaded; use an id below 64000 or from 1000000 on unless this is intended.`,
      position,
    );
  }
  return true;
}

function reportName<T extends Identified>(
  reading: Reading,
  kind: ObjectKind,
  object: T,
  names: Map<string, T>,
): void {
  if (kind.uniqueName === undefined || object.name === "") return;
  const name = kind.uniqueName(object);
  const first = names.get(name);
  if (first === undefined) names.set(name, object);
  else {
    reading.report(
      "NAME_DUPLICATE",
      `${kind.word} ${String(object.id)} has the same name '${object.name}' as ${kind.word} ${String(first.id)}${kind.tag === "param" ? " and the same type" : ""}. Rename one of them.`,
      object.position,
    );
  }
}
