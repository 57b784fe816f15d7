/** What a rule that looks into scripts is, and what it sees of a connector. */
import type { Check } from "../../protocol/check/check.ts";
import type { Fix } from "../../protocol/fix.ts";
import type { Protocol, QAction } from "../../protocol/model.ts";
import type { Position } from "../../protocol/xml/xml-element.ts";
import { endOfMarked } from "../range.ts";
import type { ScriptReading, ScriptSpan } from "./script-model.ts";

/** A connector and its scripts. */
export interface ScriptContext {
  readonly protocol: Protocol;
  readonly readings: readonly ScriptReading[];
  /** QActions of which nothing was found that could run. */
  readonly missing: readonly { readonly qaction: QAction; readonly lookedFor: string }[];
  /** Sentences about what was not looked into; while there are some, nobody knows everything that scripts do. */
  readonly unread: readonly string[];
  /** Sentences about C# that was looked into and could not be compiled here. */
  readonly uncompiled: readonly string[];
  /** Numbers of NotifyProtocol that the kit handles: the name, and what the two values are. */
  readonly notifies: ReadonlyMap<
    number,
    { readonly name: string; readonly takes: readonly [string, string] }
  >;
  /** Code page of text in a protocol that is not Unicode, when it is known. */
  readonly codePage?: number;
}

/** Reports one finding: what is wrong and what to do, the place, and what mends it. */
export type ScriptReport = (message: string, span: ScriptSpan, fix?: Fix) => void;

/** One rule. Its id is the key under which it stands. */
export interface ScriptCheck extends Omit<Check, "check"> {
  readonly check: (context: ScriptContext, report: ScriptReport) => void;
}

/** Rules of one subject by id. */
export type ScriptChecks = Readonly<Record<string, ScriptCheck>>;

/** The part of the protocol that a position means. */
export function spanAt({ source }: Protocol, { offset }: Position): ScriptSpan {
  return { file: source.file, start: offset, end: endOfMarked(source.text, offset) };
}

/** `parameter 10 'Message'`. */
export function namedParameter({ params }: Protocol, id: number): string {
  const name = params.get(id)?.name ?? "";
  return name === "" ? `parameter ${String(id)}` : `parameter ${String(id)} '${name}'`;
}
