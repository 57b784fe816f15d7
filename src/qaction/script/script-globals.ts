/** Globals of scripts, which C# scripts use without a `using`: `Encoding`, `LogType`, `LogLevel` and so on. */
import { fileURLToPath } from "node:url";
import { createEncoding } from "../../encoding/encoding.ts";
import type { EncodingNamespace } from "../../encoding/encoding.ts";
import type { Options } from "../../options/register.ts";
import { toOADate } from "../../parameter/coerce.ts";
import { Convert } from "./convert.ts";
import { LogLevel, LogType } from "../log-constants.ts";
import { fromOADate } from "./oa-date.ts";
import { runAsModule } from "./script-packages.ts";
import { QActionTable } from "../table/qaction-table.ts";
import { QActionTableRow } from "../table/qaction-table-row.ts";
import { KeyType, SaveOption } from "../slprotocol/table-enums.ts";

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

/** The options that decide the encodings of scripts. */
type EncodingChoice = Pick<Options, "codePage" | "dotnet">;

const encodings = { netfx: new Map<number, EncodingNamespace>(), core: new Map<number, EncodingNamespace>() };
let current = encodingOf({ codePage: 1252, dotnet: "netfx" });

/** The encodings of an element's scripts, shared by elements with the same options. */
export function encodingOf({ codePage, dotnet }: EncodingChoice): EncodingNamespace {
  const known = encodings[dotnet].get(codePage);
  if (known !== undefined) return known;
  const made = createEncoding({ codePage, dotnet });
  encodings[dotnet].set(codePage, made);
  return made;
}

/** Makes `Encoding` that of an element while one of its scripts runs; returns the previous one. */
export function enterScript(encoding: EncodingNamespace): EncodingNamespace {
  const outer = current;
  current = encoding;
  return outer;
}

/** Reverts {@link enterScript}. */
export function leaveScript(outer: EncodingNamespace): void {
  current = outer;
}

/**
 * Defines the globals, once; existing names are not replaced. `Encoding` is looked up at each use, so that
 * `Encoding.Default` is the code page of the element whose script runs. After an `await` it is 1252 again: keep
 * `Encoding.Default` in a variable before it.
 */
export function installScriptGlobals(): void {
  const all: Readonly<Record<string, PropertyDescriptor>> = {
    Encoding: { configurable: true, get: () => current },
    ...valueDescriptors,
  };
  for (const [name, descriptor] of Object.entries(all))
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, descriptor);
  // Jest runs a test, and with it the kit, in a context with a global object of its own; scripts find theirs here.
  const realm = runAsModule("module.exports = globalThis;", ownFile) as Record<symbol, object | undefined>;
  if (realm === globalThis) return;
  // Each file of a jest test loads a copy of the kit, and the latest counts.
  const before = realm[ownGlobals] ?? {};
  const free = Object.entries(all).filter(([name]) => !(name in realm) || name in before);
  Object.defineProperties(realm, Object.fromEntries(free));
  realm[ownGlobals] = Object.fromEntries(free);
}

const ownFile = fileURLToPath(import.meta.url);

/** Where another realm keeps which globals a copy of the kit has defined. */
const ownGlobals = Symbol.for("qaction-kit.globals");

const valueDescriptors = Object.fromEntries(
  Object.entries(scriptValues).map(([name, value]) => [name, { configurable: true, value, writable: true }]),
);
