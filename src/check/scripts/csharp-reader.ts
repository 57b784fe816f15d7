/** Reads all C# of a connector by the syntax trees of the compiler in the C# host: one reading for each QAction that has any. */
import { QActionKitError } from "../../base/errors.ts";
import { csharpHelperSource } from "../../codegen/csharp-helper.ts";
import { hostSession } from "../../csharp/host.ts";
import { compileReferences } from "../../csharp/protocol-compiler.ts";
import { assemblyPrefix, qactionSources, type QActionSources } from "../../csharp/solution.ts";
import type { Protocol, QAction } from "../../protocol/model.ts";
import { reservedNames } from "../../qaction/slprotocol/extended-object.ts";
import { parseEntryPoint } from "../../qaction/script/script-module.ts";
import { endOfMarked } from "../range.ts";
import { csharpInTag, type CodeInTag } from "./csharp-in-tag.ts";
import { isLibrary } from "./code-checks.ts";
import { propertyIds } from "./property-ids.ts";
import type { ReadText } from "./typescript-program.ts";
import type {
  Complaint,
  EntryFunction,
  MemberCall,
  ScriptReading,
  ScriptSpan,
  ScriptValue,
} from "./script-model.ts";

/** What was read, and what was not: sentences. */
export interface CSharpReadings {
  readonly readings: readonly ScriptReading[];
  /** Nothing is known of this C#. */
  readonly unread: readonly string[];
  /** What it does is known, but not whether it compiles. */
  readonly uncompiled: readonly string[];
}

/** A file of a QAction: where its text stands, or only that it stands somewhere in the tag. */
interface CSharpFile {
  readonly file: string;
  /** What is compiled. */
  readonly code: string;
  /** The whole file, in which the code begins at `offset`; undefined when references of XML stand in the code. */
  readonly text: string;
  readonly offset: number | undefined;
}

interface CSharpQAction {
  readonly qaction: QAction;
  readonly sources: QActionSources;
  readonly files: readonly CSharpFile[];
}

type Place = readonly [file: number, start: number, end: number];
type WireValue = readonly [kind: string, content?: unknown];

/** What the host says of one QAction (`Inspector.Inspect`). */
type WireFacts = readonly [
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

/**
 * Reads the C#.
 * @param folder that of the protocol
 * @param readText what a file holds now
 */
export async function readCSharp(
  protocol: Protocol,
  folder: string | undefined,
  readText: ReadText,
): Promise<CSharpReadings> {
  const found = [...protocol.qactions.values()].flatMap((qaction): CSharpQAction[] => {
    const sources = qactionSources(protocol, qaction, folder);
    if (sources === undefined) return [];
    return [{ qaction, sources, files: filesOf(protocol, qaction, sources, readText) }];
  });
  if (found.length === 0) return { readings: [], unread: [], uncompiled: [] };
  try {
    return await inspected(protocol, found);
  } catch (error) {
    if (!(error instanceof QActionKitError) || !error.code.startsWith("ERR_CSHARP_")) throw error;
    return {
      readings: [],
      unread: [
        `The C# of ${namedQActions(found.map(({ qaction }) => qaction.id))} was not looked into. ${error.message}`,
      ],
      uncompiled: [],
    };
  }
}

function filesOf(
  protocol: Protocol,
  qaction: QAction,
  { sources, isProject }: QActionSources,
  readText: ReadText,
): readonly CSharpFile[] {
  if (isProject)
    return sources.map(({ path: file, text: saved }) => {
      const text = readText(file) ?? saved;
      return { file, code: text, text, offset: 0 };
    });
  const { file, text } = protocol.source;
  const { code, offset }: CodeInTag = csharpInTag(protocol, qaction);
  return [{ file, code, text, offset }];
}

async function inspected(protocol: Protocol, found: readonly CSharpQAction[]): Promise<CSharpReadings> {
  const session = hostSession({});
  const { packages } = session.command;
  const { object, write } = propertyIds(protocol);
  const causes = new Causes();
  const parts = found.map(({ qaction, sources, files }) => {
    const { references, framework, missing } = compileReferences(sources, packages);
    for (const name of missing)
      causes.add(
        qaction.id,
        `the package ${name} is not restored. Run dotnet restore in the folder of the solution.`,
      );
    const entries = isLibrary(qaction)
      ? []
      : (qaction.entryPoints.length === 0 ? [undefined] : qaction.entryPoints).map((name) => {
          const { className, methodName } = parseEntryPoint(name);
          return [className, methodName];
        });
    return [
      ...[qaction.id, sources.assembly, files.flatMap(({ file, code }) => [file, code])],
      ...[[...references, ...framework], sources.qactions, entries],
    ];
  });
  const facts = (await session.inspect([
    ...[csharpHelperSource(protocol, reservedNames).text, `${assemblyPrefix(protocol)}.Helper`],
    [
      ...[...object].map(([name, id]) => [name, id, false]),
      ...[...write].map(([name, id]) => [name, id, true]),
    ],
    parts,
  ])) as readonly WireFacts[];
  for (const [id, , , , , , , , , notFound] of facts) {
    for (const name of notFound)
      causes.add(
        id,
        `the reference ${name} was not found. Put the file beside protocol.xml, or restore its package.`,
      );
  }
  for (const [id, , , , , , , errors] of facts) {
    const names = errors.flatMap(([, message]) => ofDataMiner.exec(message)?.[1] ?? []);
    if (names.length === 0) continue;
    causes.add(
      id,
      `qaction-kit has no ${[...new Set(names)].slice(0, mostNames).join(", ")} in place of DataMiner's.`,
    );
  }
  const broken = spread(causes.qactions, found);
  const readings = found.flatMap((one, i): ScriptReading[] => {
    const own = facts[i];
    return own === undefined ? [] : [readingOf(protocol, one, own, broken.has(one.qaction.id))];
  });
  return { readings, unread: [], uncompiled: causes.sentences };
}

/** A type of DataMiner that the stand-ins of the host do not have, in a message of the compiler (CS0234). */
const ofDataMiner =
  /^The type or namespace name '([^']*)' does not exist in the namespace 'Skyline\.DataMiner\.Net/;
/** So many of them are named. */
const mostNames = 3;

/** Why QActions cannot be compiled here. */
class Causes {
  readonly #qactions = new Map<string, number[]>();

  add(qaction: number, cause: string): void {
    const known = this.#qactions.get(cause);
    if (known === undefined) this.#qactions.set(cause, [qaction]);
    else if (!known.includes(qaction)) known.push(qaction);
  }

  get qactions(): ReadonlySet<number> {
    return new Set([...this.#qactions.values()].flat());
  }

  /** One for each cause. */
  get sentences(): readonly string[] {
    return Array.from(
      this.#qactions,
      ([cause, ids]) => `The C# of ${namedQActions(ids)} was not compiled: ${cause}`,
    );
  }
}

const namedQActions = (ids: readonly number[]): string =>
  `${ids.length === 1 ? "QAction" : "QActions"} ${ids.join(", ")}`;

/** With those that refer to what cannot be compiled. */
function spread(broken: ReadonlySet<number>, found: readonly CSharpQAction[]): ReadonlySet<number> {
  const all = new Set(broken);
  for (let size = -1; size !== all.size;) {
    size = all.size;
    for (const { qaction, sources } of found)
      if (sources.qactions.some((id) => all.has(id))) all.add(qaction.id);
  }
  return all;
}

function readingOf(
  protocol: Protocol,
  { qaction, files }: CSharpQAction,
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
