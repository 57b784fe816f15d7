/** Loads the scripts of a protocol and finds the method for each trigger. */
import type { Notice, NoticeCode, NoticeSink } from "../../base/notices.ts";
import type { Protocol, QAction } from "../../protocol/model.ts";
import { childNamed, childrenNamed } from "../../protocol/xml/xml-element.ts";
import { QActionKitError } from "../../base/errors.ts";
import type { CompiledQActions } from "./compiled-qactions.ts";
import { findEntryPoint, parseEntryPoint } from "./script-module.ts";
import type { EntryPoint, ScriptModule } from "./script-module.ts";
import type { ScriptLoader } from "./script-loader.ts";

/** Entry points by QAction id, one for each trigger; a single one is for all triggers. */
export type PreparedScripts = ReadonlyMap<number, readonly (EntryPoint | undefined)[]>;

/**
 * Loads scripts, `precompile` ones first, in file order (`Protocol.QActions.QAction-options`).
 * @param qactions those to load; default: all
 */
export async function prepareScripts(
  protocol: Protocol,
  loader: Pick<ScriptLoader, "load" | "lookedFor">,
  notice: NoticeSink,
  compiled?: CompiledQActions,
  qactions: readonly QAction[] = [...protocol.qactions.values()],
): Promise<PreparedScripts> {
  const prepared = new Map<number, readonly (EntryPoint | undefined)[]>();
  const inOrder = [...qactions.filter((one) => one.precompile), ...qactions.filter((one) => !one.precompile)];
  for (const qaction of inOrder) {
    const { script, report } = await load(qaction, loader, notice, compiled);
    if (script !== undefined && !isLibrary(qaction))
      prepared.set(qaction.id, entryPoints(qaction, script, protocol, report));
  }
  return prepared;
}

type Report = (code: NoticeCode, kind: Notice["kind"], message: string) => void;

/** @param compiled the QAction has no script file: it is compiled, or nothing */
function reporter(qaction: QAction, notice: NoticeSink, compiled: boolean): Report {
  const name = qaction.name === "" ? "" : ` (${qaction.name})`;
  return (code, kind, message) => {
    notice({
      code,
      kind,
      message: `QAction ${String(qaction.id)}${name}: ${message}`,
      details: { qaction: qaction.id, line: qaction.position.line, ...(compiled && { compiled }) },
    });
  };
}

/** True for code that other QActions use: no trigger and no entry point (`LogicQActionsCompilation`). */
function isLibrary(qaction: QAction): boolean {
  return qaction.triggers.length === 0 && qaction.entryPoints.length === 0 && !qaction.row;
}

async function load(
  qaction: QAction,
  loader: Pick<ScriptLoader, "load" | "lookedFor">,
  notice: NoticeSink,
  compiled: CompiledQActions | undefined,
): Promise<{ readonly script: ScriptModule | undefined; readonly report: Report }> {
  const ofFile = reporter(qaction, notice, false);
  const file = await loaded(() => loader.load(qaction.id), ofFile);
  if (file !== undefined) return { script: file ?? undefined, report: ofFile };
  const report = reporter(qaction, notice, true);
  const script = await loaded(async () => compiled?.load(qaction), report);
  if (script === undefined) reportMissing(qaction, loader.lookedFor(qaction.id), report);
  return { script: script ?? undefined, report };
}

/** What is loaded; `null` when it cannot be, which is reported. */
async function loaded<T extends ScriptModule | undefined | null>(
  work: () => Promise<T>,
  report: Report,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const why = error instanceof QActionKitError ? error.message : String(error);
    report("SCRIPT_NOT_LOADED", "error", `its script cannot be loaded. ${why}`);
    return null;
  }
}

function reportMissing(qaction: QAction, lookedFor: string, report: Report): void {
  const what =
    qaction.code.trim() === "" ? "there is no script for it" : "it has only C#, which runs with csharp: true";
  if (isLibrary(qaction)) {
    report(
      "SCRIPT_MISSING",
      "information",
      `${what}; other scripts import what they need from it. Looked for ${lookedFor}.`,
    );
    return;
  }
  report("SCRIPT_MISSING", "warning", `${what}. Write a script; looked for ${lookedFor}.`);
}

function entryPoints(
  qaction: QAction,
  script: ScriptModule,
  protocol: Protocol,
  report: Report,
): readonly (EntryPoint | undefined)[] {
  const { entryPoints: names, triggers } = qaction;
  if (names.length > 0 && triggers.length > 0 && names.length !== triggers.length) {
    const counts = `entryPoint names ${String(names.length)} but triggers ${String(triggers.length)}`;
    report(
      "SCRIPT_ENTRY_POINT",
      "error",
      `${counts}. Name one entry point for each trigger; triggers without one run nothing.`,
    );
  }
  const perTrigger = names.length === 0 ? [undefined] : triggers.map((_, i) => names[i]);
  const wanted = triggers.length === 0 && names.length > 0 ? [names[0]] : perTrigger;
  const entries = wanted.map((name, i) =>
    names.length > 0 && name === undefined ? undefined : entryPoint(name, script, report, i),
  );
  for (const entry of new Set(entries))
    if (entry !== undefined) checkInputs(qaction, entry, protocol, report);
  return entries;
}

function entryPoint(
  name: string | undefined,
  script: ScriptModule,
  report: Report,
  index: number,
): EntryPoint | undefined {
  const found = findEntryPoint(script, parseEntryPoint(name));
  if (!("problem" in found)) return found;
  const which = name === undefined ? "" : ` '${name}' (position ${String(index)})`;
  const why = `${found.problem.charAt(0).toUpperCase()}${found.problem.slice(1)}`;
  report("SCRIPT_ENTRY_POINT", "error", `it has no entry point${which}. ${why}.`);
  return undefined;
}

/** Warns when an entry point takes another number of inputs than there are. */
function checkInputs(qaction: QAction, entry: EntryPoint, protocol: Protocol, report: Report): void {
  const given = qaction.inputParameters.length;
  const taken = entry.inputs;
  // One that takes none asks GetInputParameter for them.
  if (taken === 0 || taken === given || taken === Number.POSITIVE_INFINITY) return;
  if (qaction.triggers.some((pid) => isMenu(protocol, pid) || receivesTraps(protocol, pid))) return;
  const counts = `its entry point takes ${String(taken)} inputs but inputParameters has ${String(given)}.`;
  const missing = entry.needsInputs ? "Each run of it fails." : "Those that are missing are undefined.";
  const result = taken < given ? "The first ones are passed." : missing;
  report("SCRIPT_INPUT", "warning", `${counts} ${result} Declare as many as there are, or none.`);
}

/** A context menu hands over what was chosen. */
const isMenu = (protocol: Protocol, pid: number): boolean =>
  protocol.params.get(pid)?.name.endsWith("_ContextMenu") === true;

/** DataMiner hands over what it knows of a trap (`ConnectionsSnmpTraps`). */
function receivesTraps({ root }: Protocol, pid: number): boolean {
  const param = childrenNamed(childNamed(root, "params"), "param").find(({ attributes }) =>
    attributes.some(({ localName, value }) => localName === "id" && Number(value) === pid),
  );
  return childNamed(childNamed(param, "snmp"), "trapoid") !== undefined;
}
