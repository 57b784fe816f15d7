/** What the host says of C#, in the form in which it comes, as the facts of a script. */
import type { Protocol, QAction } from "../../protocol/model.ts";
import { endOfMarked } from "../range.ts";
import type {
  Complaint,
  EntryFunction,
  MemberCall,
  ScriptReading,
  ScriptSpan,
  ScriptValue,
} from "./script-model.ts";

/** A file of a QAction: where its text stands, or only that it stands somewhere in the tag. */
export interface CSharpFile {
  readonly file: string;
  /** What is compiled. */
  readonly code: string;
  /** The whole file, in which the code begins at `offset`; undefined when references of XML stand in the code. */
  readonly text: string;
  readonly offset: number | undefined;
}

type Place = readonly [file: number, start: number, end: number];
type WireValue = readonly [kind: string, content?: unknown];

/** What the host says of one QAction (`Inspector.Inspect`). */
export type WireFacts = readonly [
  id: number,
  calls: readonly (readonly [
    member: string,
    property: string | null,
    args: readonly (readonly [value: WireValue, place: Place])[],
    place: Place,
    onlyTested: boolean,
    literals: readonly (readonly [text: string, place: Place])[],
    entry: number,
    always: boolean,
  ])[],
  conversions: readonly (readonly [encoding: string, toText: boolean, value: WireValue, place: Place])[],
  casts: readonly (readonly [value: WireValue, text: string, place: Place])[],
  textUses: readonly (readonly [position: number, how: string, place: Place])[],
  entries: readonly (readonly [
    name: string,
    file: number,
    parameters: readonly (readonly [name: string, type: string, start: number, end: number])[],
    parametersEnd: number,
    bodyStart: number,
    indent: string,
  ])[],
  missingEntries: readonly string[],
  errors: readonly (readonly [id: string, message: string, file: number, start: number, end: number])[],
  joined: readonly (readonly [id: string, message: string, file: number, start: number, end: number])[],
  notFound: readonly string[],
];

/** The reading of a QAction. @param uncompiled true: what the compiler says does not count */
export function csharpReading(
  protocol: Protocol,
  { qaction, files }: { readonly qaction: QAction; readonly files: readonly CSharpFile[] },
  [, calls, conversions, casts, textUses, entries, missingEntries, errors, joined]: WireFacts,
  uncompiled: boolean,
): ScriptReading {
  const span = ([number, start, end]: Place): ScriptSpan => {
    const { file = protocol.source.file, offset } = files[number] ?? {};
    if (offset !== undefined) return { file, start: start + offset, end: end + offset };
    const tag = qaction.position.offset;
    return { file, start: tag, end: endOfMarked(protocol.source.text, tag) };
  };
  const complaint = ([code, message, ...place]: WireFacts[7][number], isJoined: boolean): Complaint => ({
    code,
    message,
    span: span(place),
    ...(isJoined ? { joined: true as const } : {}),
  });
  return {
    qaction: qaction.id,
    language: "C#",
    texts: new Map(files.map(({ file, text }) => [file, text])),
    calls: calls.map(([member, property, args, place, onlyTested, literals, entry, always]): MemberCall => ({
      member,
      args: args.map(([value, at]) => ({ value: valueOf(value), span: span(at) })),
      ...(property === null ? {} : { property }),
      span: span(place),
      onlyTested,
      literals: literals.map(([text, at]) => ({ text, span: span(at) })),
      ...(entry === -1 ? {} : { entry }),
      ...(always ? { always } : {}),
    })),
    conversions: conversions.map(([encoding, toText, value, place]) => ({
      encoding,
      to: toText ? "text" : "bytes",
      value: valueOf(value),
      span: span(place),
    })),
    byteCasts: casts.map(([value, text, place]) => ({
      value: valueOf(value),
      text: text.replaceAll(/\s+/g, " "),
      span: span(place),
    })),
    inputTextUses: textUses.map(([position, how, place]) => ({ position, how, span: span(place) })),
    unknownNames: [],
    complaints: uncompiled
      ? []
      : [...errors.map((one) => complaint(one, false)), ...joined.map((one) => complaint(one, true))],
    entries: entries.map((entry) => entryOf(files, entry)),
    missingEntries,
  };
}

function entryOf(
  files: readonly CSharpFile[],
  [name, number, parameters, parametersEnd, bodyStart, indent]: WireFacts[5][number],
): EntryFunction {
  const { file = "", offset } = files[number] ?? {};
  const base = offset ?? 0;
  return {
    name,
    file,
    parameters: parameters.map(([one, type, start, end]) => ({
      name: one,
      type,
      start: start + base,
      end: end + base,
    })),
    ...(parametersEnd === -1 || offset === undefined ? {} : { parametersEnd: parametersEnd + base }),
    ...(bodyStart === -1 || offset === undefined ? {} : { bodyStart: bodyStart + base }),
    indent,
  };
}

const computedTypes = ["number", "text", "boolean", "bytes", "other"] as const;

function valueOf([kind, content]: WireValue): ScriptValue {
  switch (kind) {
    case "constant":
      return { kind, value: content as string | number | boolean | null };
    case "list":
      return content === null || content === undefined
        ? { kind }
        : { kind, items: (content as readonly WireValue[]).map(valueOf) };
    case "parameter":
    case "bytes":
      return { kind, id: content as number };
    case "input":
      return { kind, position: content as number };
    default:
      return { kind: "computed", type: computedTypes.find((type) => type === content) ?? "other" };
  }
}
