/** `QActions`. */
import { readCondition } from "./read-condition.ts";
import { list, made } from "../frozen.ts";
import type { QAction } from "../model.ts";
import { collect, objectKinds } from "./read-objects.ts";
import type { Located, Reading } from "./reading.ts";
import { normalised, tokens } from "./option-text.ts";
import { flag, integers } from "./read-values.ts";
import type { XmlElement } from "../xml/xml-element.ts";

/** Reads `QActions`, in file order. */
export function readQActions(
  reading: Reading,
  section: XmlElement | undefined,
): ReadonlyMap<number, QAction> {
  return collect(reading, section, objectKinds.qaction, (element, id) => readQAction(reading, element, id));
}

function readQAction(reading: Reading, element: XmlElement, id: number): QAction {
  const what = `QAction ${String(id)}`;
  const text = (name: string): Located | undefined => reading.attribute(element, name);
  const options = list(tokens(text("options")?.value).map(option));
  const triggers = integers(reading, text("triggers"), `triggers of ${what}`);
  const entryPoints = names(text("entrypoint"));
  checkEntryPoints(reading, element, what, entryPoints, triggers);
  return made<QAction>({
    id,
    name: text("name")?.value ?? "",
    encoding: normalised(text("encoding")?.value ?? "csharp"),
    triggers,
    inputParameters: integers(reading, text("inputparameters"), `inputParameters of ${what}`),
    options,
    binary: options.includes("binary"),
    queued: options.includes("queued"),
    precompile: options.includes("precompile"),
    group: options.includes("group"),
    row: flag(reading, text("row"), `row of ${what}`),
    entryPoints,
    dllImports: names(text("dllimport")),
    condition: readCondition(reading, element, what),
    code: element.text.trim() === "" ? "" : element.text,
    position: element.position,
  });
}

/** An option in lower case; the value behind `=` keeps its case, because `dllName` is the name of a file. */
function option(text: string): string {
  const [name = "", ...value] = text.split("=");
  return [normalised(name), ...value.map((one) => one.trim())].join("=");
}

function names(located: Located | undefined): readonly string[] {
  return list((located?.value.split(";") ?? []).map((name) => name.trim()).filter((name) => name !== ""));
}

function checkEntryPoints(
  reading: Reading,
  element: XmlElement,
  what: string,
  entryPoints: readonly string[],
  triggers: readonly number[],
): void {
  if (entryPoints.length === 0 || triggers.length === 0 || entryPoints.length === triggers.length) return;
  reading.report(
    "ENTRY_POINTS",
    `${what} has ${String(triggers.length)} triggers and ${String(entryPoints.length)} entry points. Name one for each trigger, in the same order.`,
    reading.attribute(element, "entrypoint")?.position ?? element.position,
  );
}
