/** What scripts may use without an import, as C# scripts do: `Encoding`, `LogType`, `LogLevel` and so on. */
import { createEncoding } from "../../encoding/encoding.ts";
import type { EncodingNamespace } from "../../encoding/encoding.ts";
import type { Options } from "../../options/register.ts";
import { toOADate } from "../../parameter/coerce.ts";
import { Convert } from "./convert.ts";
import { LogLevel, LogType } from "../log-constants.ts";
import { fromOADate } from "./oa-date.ts";
import { QActionTable } from "../table/qaction-table.ts";
import { QActionTableRow } from "../table/qaction-table-row.ts";
import { KeyType, SaveOption } from "../slprotocol/table-constants.ts";

/** `NotifyProtocol.SaveOption` and `NotifyProtocol.KeyType`, as C# writes them. */
export const NotifyProtocol = Object.freeze({ SaveOption, KeyType });

/** Globals that are the same for all elements. */
export const scriptValues = Object.freeze({
  LogType,
  LogLevel,
  NotifyProtocol,
  SaveOption,
  KeyType,
  Convert,
  QActionTable,
  QActionTableRow,
  toOADate,
  fromOADate,
});

/** What of an element decides the encodings of its scripts. */
type EncodingChoice = Pick<Options, "codePage" | "dotnet">;

const encodings = { netfx: new Map<number, EncodingNamespace>(), core: new Map<number, EncodingNamespace>() };
let current = encodingOf({ codePage: 1252, dotnet: "netfx" });

/** The encodings of an element's scripts; elements that choose the same share them. */
export function encodingOf({ codePage, dotnet }: EncodingChoice): EncodingNamespace {
  const known = encodings[dotnet].get(codePage);
  if (known !== undefined) return known;
  const made = createEncoding({ codePage, dotnet });
  encodings[dotnet].set(codePage, made);
  return made;
}

/** Makes `Encoding` that of an element while one of its scripts runs; gives what it was before. */
export function enterScript(encoding: EncodingNamespace): EncodingNamespace {
  const outer = current;
  current = encoding;
  return outer;
}

/** Takes {@link enterScript} back. */
export function leaveScript(outer: EncodingNamespace): void {
  current = outer;
}

/**
 * Defines the globals, once. A name that exists already is left alone. `Encoding` is looked up at each use, so that
 * `Encoding.Default` is the code page of the element whose script runs; behind an `await` it is 1252 again, so keep
 * `Encoding.Default` in a variable there.
 */
export function installScriptGlobals(): void {
  define("Encoding", { get: () => current });
  for (const [name, value] of Object.entries(scriptValues)) define(name, { value, writable: true });
}

function define(name: string, descriptor: PropertyDescriptor): void {
  if (name in globalThis) return;
  Object.defineProperty(globalThis, name, { configurable: true, enumerable: false, ...descriptor });
}
