/** The rule about NotifyProtocol: what each number takes, as far as the text of a script shows what it is given. */
import type { ScriptChecks, ScriptContext, ScriptReport } from "./script-check.ts";
import { numberOf, type ScriptValue } from "./script-model.ts";

/** Notify calls. */
export const notifyChecks = {
  NOTIFY_ARGUMENTS: {
    severity: "warning",
    explanation:
      "A call of NotifyProtocol with values of another shape than its number takes. Nothing is done, and the call gives null.",
    check: checkNotifies,
  },
} as const satisfies ScriptChecks;

/** True for a value that can be of a shape; a value of which nothing is known can be of every shape. */
type Shape = (value: ScriptValue) => boolean;

const isUnknown = (value: ScriptValue): boolean =>
  (value.kind === "computed" && value.type === "other") ||
  value.kind === "parameter" ||
  value.kind === "input";

const any: Shape = () => true;

/** A whole number, also as text. */
const id: Shape = (value) =>
  isUnknown(value) ||
  (value.kind === "computed" && (value.type === "number" || value.type === "text")) ||
  (value.kind === "constant" &&
    (typeof value.value === "number" ||
      (typeof value.value === "string" && /^\s*-?\d+\s*$/.test(value.value))));

const text: Shape = (value) =>
  isUnknown(value) ||
  (value.kind === "computed" && value.type === "text") ||
  (value.kind === "constant" && typeof value.value === "string");

const truth: Shape = (value) =>
  isUnknown(value) ||
  (value.kind === "computed" && value.type === "boolean") ||
  (value.kind === "constant" && typeof value.value === "boolean");

/** A key of a row, or a position. */
const key: Shape = (value) => text(value) || id(value);

const list =
  (item: Shape = any): Shape =>
  (value) =>
    isUnknown(value) ||
    value.kind === "bytes" ||
    (value.kind === "computed" && value.type === "bytes") ||
    (value.kind === "list" && (value.items?.every(item) ?? true));

/** A list with an item for each shape; those behind `least` may be missing. */
const tuple =
  (shapes: readonly Shape[], least = shapes.length): Shape =>
  (value) =>
    isUnknown(value) ||
    (value.kind === "list" &&
      (value.items === undefined ||
        (value.items.length >= least &&
          value.items.length <= shapes.length &&
          value.items.every((item, i) => shapes[i]?.(item) === true))));

const either =
  (...shapes: readonly Shape[]): Shape =>
  (value) =>
    shapes.some((shape) => shape(value));

/** A list that begins with an id. */
const idFirst: Shape = (value) =>
  isUnknown(value) ||
  (value.kind === "list" &&
    (value.items === undefined || (value.items[0] !== undefined && id(value.items[0]))));

const cells = either(tuple([id, key, id]), tuple([list(id), list(key), list(id)]));
const tableOfElement = either(id, tuple([id, id, id]));
const filled: readonly [Shape, Shape] = [either(id, tuple([id, any, any], 1)), list()];

/** The shapes of both values by number; `test/check/scripts/notify-checks.test.ts` compares the list with the numbers of the kit. */
export const notifyShapes: Readonly<Record<number, readonly [value1: Shape, value2: Shape]>> = {
  60: [text, id],
  73: [either(id, list(id)), any],
  77: [id, any],
  84: [either(text, list(text)), any],
  85: [text, any],
  86: [either(text, list(text)), any],
  87: [text, any],
  88: [text, any],
  89: [either(text, list(text)), either(text, list(text))],
  121: [cells, any],
  122: [tuple([id, key, id]), any],
  131: [id, text],
  134: [id, any],
  149: [tableOfElement, any],
  156: [tableOfElement, either(key, list())],
  161: [id, text],
  162: [id, text],
  163: [tableOfElement, key],
  168: [tableOfElement, any],
  177: [id, list(id)],
  193: filled,
  194: filled,
  195: [tableOfElement, any],
  196: [id, key],
  215: [tuple([id, key]), any],
  220: [idFirst, list()],
  221: [id, any],
  225: [either(tuple([id, key, any, any], 2)), list()],
  229: [key, id],
  238: [id, any],
  239: [id, any],
  240: [tableOfElement, any],
  248: [idFirst, any],
  249: [truth, id],
  265: [tableOfElement, text],
  269: [id, any],
  270: [id, any],
  293: [tuple([id, key]), list()],
  307: [list(id), truth],
  321: [id, list(id)],
  328: [id, truth],
  336: [idFirst, list()],
  342: [either(text, list(text)), any],
  343: [either(text, list(text)), any],
  374: [tuple([id, key, any]), any],
  393: [id, any],
  394: [id, any],
  397: [id, any],
  411: [id, key],
  448: [either(id, list(id)), truth],
  474: [id, any],
};

function checkNotifies({ readings, notifies }: ScriptContext, report: ScriptReport): void {
  for (const { qaction, calls } of readings) {
    for (const { member, args, span } of calls) {
      if (member !== "NotifyProtocol") continue;
      const [number, ...values] = args;
      const type = numberOf(number?.value);
      const shapes = type === undefined ? undefined : notifyShapes[type];
      const row = type === undefined ? undefined : notifies.get(type);
      if (type === undefined || shapes === undefined || row === undefined) continue;
      shapes.forEach((shape, position) => {
        const argument = values[position];
        if (argument === undefined || shape(argument.value)) return;
        report(
          `QAction ${String(qaction)} calls NotifyProtocol ${String(type)} (${row.name}) with ${shown(argument.value)} as value ${String(position + 1)}; it takes ${row.takes[position] ?? ""}. Correct the value.`,
          argument.span.file === span.file ? argument.span : span,
        );
      });
    }
  }
}

/** A value, as part of a sentence. */
function shown(value: ScriptValue): string {
  switch (value.kind) {
    case "constant":
      return typeof value.value === "string" ? `the text '${value.value}'` : String(value.value);
    case "list":
      return value.items === undefined ? "a list" : `a list of ${String(value.items.length)}`;
    case "computed":
      return value.type === "text" ? "a text" : `a ${value.type}`;
    default:
      return "another value";
  }
}
