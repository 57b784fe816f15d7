/** Gives a QAction the bytes of a response as a binary input: in the XML, in the signature and where the script read it as text. */
import { identifier } from "../../codegen/identifier.ts";
import { fixOf, setAttribute, type Edits } from "../../protocol/check/edits.ts";
import type { Fix, TextEdit } from "../../protocol/fix.ts";
import type { QAction } from "../../protocol/model.ts";
import { textsReadBy } from "./device-text.ts";
import { qactionElement } from "./qaction-tag.ts";
import type { ScriptContext } from "./script-check.ts";
import { numberOf, type EntryFunction, type MemberCall, type ScriptReading } from "./script-model.ts";
import { scriptWriting, type ScriptWriting } from "./script-writing.ts";

/**
 * The fix, or undefined where a person has to decide: the parameter is read outside of the entry point or in a list, the entry point is
 * shared, or it does not take the inputs that the protocol names.
 * @param texts parameters that hold bytes of a device
 */
export function binaryInputFix(
  { protocol, readings }: ScriptContext,
  id: number,
  pid: number,
  texts: ReadonlyMap<number, unknown>,
): Fix | undefined {
  const qaction = protocol.qactions.get(id);
  const element = qaction === undefined ? undefined : qactionElement(protocol, qaction);
  const own = readings.filter((reading) => reading.qaction === id);
  if (qaction === undefined || element === undefined || own.length === 0) return undefined;
  const plan = new Plan(qaction, pid, texts, protocol);
  const edits: TextEdit[] = [];
  for (const reading of own) {
    const shared = readings.some(
      (other) =>
        other.qaction !== id &&
        other.entries.some(({ file, bodyStart }) =>
          reading.entries.some((one) => one.file === file && one.bodyStart === bodyStart),
        ),
    );
    const made = shared ? undefined : plan.edits(reading);
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  const { inputParameters, options } = qaction;
  const at = inputParameters.indexOf(pid);
  const inputs: Edits =
    at === -1
      ? setAttribute(protocol.source, element, "inputParameters", [...inputParameters, pid].join(";"))
      : [];
  const binary: Edits = qaction.binary
    ? []
    : setAttribute(protocol.source, element, "options", [...options, "binary"].join(";"));
  return fixOf(
    "suggestion",
    `Give QAction ${String(id)} the bytes of parameter ${String(pid)}, and decode UTF-8`,
    inputs,
    binary,
    edits,
  );
}

/** What happens to the script of one QAction. */
class Plan {
  readonly #qaction: QAction;
  readonly #pid: number;
  readonly #texts: ReadonlyMap<number, unknown>;
  readonly #protocol: ScriptContext["protocol"];

  constructor(
    qaction: QAction,
    pid: number,
    texts: ReadonlyMap<number, unknown>,
    protocol: ScriptContext["protocol"],
  ) {
    this.#qaction = qaction;
    this.#pid = pid;
    this.#texts = texts;
    this.#protocol = protocol;
  }

  /** All edits of a script, or undefined when they cannot be made. */
  edits(reading: ScriptReading): readonly TextEdit[] | undefined {
    const [entry, ...others] = reading.entries;
    if (entry === undefined || others.length > 0 || reading.missingEntries.length > 0) return undefined;
    const { parameters, parametersEnd, bodyStart, file } = entry;
    const text = reading.texts.get(file);
    const { inputParameters } = this.#qaction;
    if (text === undefined || parametersEnd === undefined || bodyStart === undefined) return undefined;
    if (parameters.length !== inputParameters.length + 1) return undefined;
    const reads = this.#reads(reading, entry);
    if (reads === undefined) return undefined;
    const writing = scriptWriting(reading.language, text, entry);
    const at = inputParameters.indexOf(this.#pid);
    const decoded = at === -1 ? this.#freshName(text) : (parameters[at + 1]?.name ?? "");
    if (decoded === "") return undefined;
    const bytes = fresh(`${decoded}Bytes`, text);
    const lines: string[] = [];
    const edits: TextEdit[] = [];
    const declared = this.#declared(reading, entry, writing, text, lines);
    if (declared === undefined) return undefined;
    edits.push(...declared);
    if (at === -1) {
      edits.push({ file, start: parametersEnd, end: parametersEnd, text: `, ${writing.parameter(bytes)}` });
      lines.push(writing.decode(decoded, bytes, "UTF8"));
    }
    for (const { call, conversion } of reads) {
      const { start, end } = conversion ?? call.span;
      edits.push({ file, start, end, text: conversion === undefined ? decoded : writing.bytes(bytes) });
    }
    edits.push({
      file,
      start: bodyStart,
      end: bodyStart,
      text: lines.map((line) => `${writing.lineEnd}${entry.indent}${line}`).join(""),
    });
    if (writing.importEdit !== undefined) edits.push(writing.importEdit);
    return edits.sort((a, b) => a.start - b.start);
  }

  /** The reads that are to be replaced; undefined when one of them cannot be. */
  #reads(
    reading: ScriptReading,
    entry: EntryFunction,
  ):
    | readonly { readonly call: MemberCall; readonly conversion?: { start: number; end: number } }[]
    | undefined {
    const found: { call: MemberCall; conversion?: { start: number; end: number } }[] = [];
    for (const call of reading.calls) {
      if (call.onlyTested || !textsReadBy(this.#protocol, call).includes(this.#pid)) continue;
      const single = call.member === "GetParameter" || call.member === "GetParameterByName";
      if (!single || call.entry !== 0 || call.span.file !== entry.file) return undefined;
      const conversion = reading.conversions.find(
        ({ to, span }) =>
          to === "bytes" &&
          span.file === call.span.file &&
          span.start <= call.span.start &&
          span.end >= call.span.end,
      );
      found.push(conversion === undefined ? { call } : { call, conversion: conversion.span });
    }
    const ids = new Set([this.#pid]);
    const traced = reading.conversions.some(
      ({ to, value, span }) =>
        to === "bytes" &&
        value.kind === "parameter" &&
        ids.has(value.id) &&
        !found.some(({ conversion }) => conversion?.start === span.start),
    );
    // The text is in a variable when it becomes bytes again: which of its uses mean text, and which bytes, nobody can tell.
    return traced ? undefined : found;
  }

  /** Inputs that are text or numbers now and bytes afterwards: each keeps its name inside of the function. */
  #declared(
    { calls }: ScriptReading,
    { parameters, file }: EntryFunction,
    writing: ScriptWriting,
    text: string,
    lines: string[],
  ): readonly TextEdit[] | undefined {
    if (this.#qaction.binary) return [];
    if (
      calls.some(
        ({ member, args }) => member === "GetInputParameter" && numberOf(args[0]?.value) !== undefined,
      )
    )
      return undefined;
    const edits: TextEdit[] = [];
    for (const [position, pid] of this.#qaction.inputParameters.entries()) {
      const param = this.#protocol.params.get(pid);
      const declared = parameters[position + 1];
      if (param === undefined || declared === undefined || declared.name === "") return undefined;
      if (param.table !== undefined || param.type === "array") continue;
      const bytes = fresh(`${declared.name}Bytes`, text);
      edits.push({ file, start: declared.start, end: declared.end, text: writing.parameter(bytes) });
      if (this.#texts.has(pid)) lines.push(writing.decode(declared.name, bytes, "UTF8"));
      else if (param.interprete.type === "string")
        lines.push(writing.decode(declared.name, bytes, "Unicode"));
      else lines.push(writing.read(declared.name, pid, declared.type));
    }
    return edits;
  }

  #freshName(text: string): string {
    const plain = identifier(this.#protocol.params.get(this.#pid)?.name ?? "");
    return fresh(plain === "" ? `parameter${String(this.#pid)}` : plain, text);
  }
}

/** A name that does not occur in a text. */
function fresh(name: string, text: string): string {
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name}${String(number)}`;
    if (!new RegExp(`(?<![\\w$])${tried.replaceAll("$", "\\$&")}(?![\\w$])`, "u").test(text)) return tried;
  }
}
