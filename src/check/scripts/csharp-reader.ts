/** Reads all C# of a connector by the syntax trees of the compiler in the C# host: one reading for each QAction that has any. */
import { QActionKitError } from "../../base/errors.ts";
import { csharpHelperSource } from "../../codegen/csharp-helper.ts";
import { fileFingerprint, fingerprint } from "../../csharp/compile-cache.ts";
import { hostSession } from "../../csharp/host.ts";
import { compileReferences } from "../../csharp/protocol-compiler.ts";
import type { HostSession } from "../../csharp/host-session.ts";
import {
  assemblyPrefix,
  assetsFile,
  projectFile,
  projectFolder,
  qactionSources,
  sourceFolders,
  type QActionSources,
} from "../../csharp/solution.ts";
import type { Protocol, QAction } from "../../protocol/model.ts";
import { reservedNames } from "../../qaction/slprotocol/extended-object.ts";
import { parseEntryPoint } from "../../qaction/script/script-module.ts";
import { csharpReading, type CSharpFile, type WireFacts } from "./csharp-facts.ts";
import { csharpInTag, type CodeInTag } from "./csharp-in-tag.ts";
import { isLibrary } from "./code-checks.ts";
import { propertyIds } from "./property-ids.ts";
import type { SourceFiles } from "../source-files.ts";
import type { ScriptReading } from "./script-model.ts";

/** What was read, and what was not: sentences. */
export interface CSharpReadings {
  readonly readings: readonly ScriptReading[];
  /** Nothing is known of this C#. */
  readonly unread: readonly string[];
  /** What it does is known, but not whether it compiles. */
  readonly uncompiled: readonly string[];
  /** QActions that have C#. */
  readonly qactions: ReadonlySet<number>;
}

interface CSharpQAction {
  readonly qaction: QAction;
  readonly sources: QActionSources;
  readonly files: readonly CSharpFile[];
}

/** What the host said of a QAction, and everything that it followed from. */
interface KnownFacts {
  readonly key: string;
  readonly facts: WireFacts;
}

/** A QAction in a request to the host. */
interface Part {
  readonly request: readonly unknown[];
  readonly id: number;
  /** QActions that it refers to. */
  readonly others: readonly number[];
  readonly references: readonly string[];
}

/** Reads the C# of one connector, also again and again: a QAction that nothing changed for is not looked into a second time. */
export class CSharpReader {
  #known = new Map<number, KnownFacts>();

  /** Reads what is there now. @param folder that of the protocol */
  async read(protocol: Protocol, folder: string, files: SourceFiles): Promise<CSharpReadings> {
    const found = [...protocol.qactions.values()].flatMap((qaction): CSharpQAction[] => {
      const sources = qactionSources(protocol, qaction, folder);
      noteSources(projectFolder(folder, qaction.id), files);
      if (sources === undefined) return [];
      return [{ qaction, sources, files: filesOf(protocol, qaction, sources, files) }];
    });
    const qactions = new Set(found.map(({ qaction }) => qaction.id));
    if (found.length === 0) return { readings: [], unread: [], uncompiled: [], qactions };
    try {
      return { ...(await this.#inspected(protocol, found)), qactions };
    } catch (error) {
      if (!(error instanceof QActionKitError) || !error.code.startsWith("ERR_CSHARP_")) throw error;
      const unread = `The C# of ${namedQActions([...qactions])} was not looked into. ${error.message}`;
      return { readings: [], unread: [unread], uncompiled: [], qactions };
    }
  }

  async #inspected(
    protocol: Protocol,
    found: readonly CSharpQAction[],
  ): Promise<Omit<CSharpReadings, "qactions">> {
    const session = hostSession({});
    const { packages } = session.command;
    const causes = new Causes();
    const parts = found.map(({ qaction, sources, files }): Part => {
      const { references, framework, missing } = compileReferences(sources, packages);
      for (const name of missing)
        causes.add(
          qaction.id,
          `the package ${name} is not restored. Run dotnet restore in the folder of the solution.`,
        );
      return {
        id: qaction.id,
        others: sources.qactions,
        references,
        request: [
          ...[qaction.id, sources.assembly, files.flatMap(({ file, code }) => [file, code])],
          ...[[...references, ...framework], sources.qactions, entriesOf(qaction)],
        ],
      };
    });
    const facts = await this.#facts(protocol, parts, session);
    addCauses(facts, found, causes);
    const broken = spread(causes.qactions, found);
    const readings = found.flatMap((one): ScriptReading[] => {
      const own = facts.get(one.qaction.id);
      return own === undefined ? [] : [csharpReading(protocol, one, own, broken.has(one.qaction.id))];
    });
    return { readings, unread: [], uncompiled: causes.sentences };
  }

  /** What the host says of each QAction: now, or before when nothing that it depends on has changed. */
  async #facts(
    protocol: Protocol,
    parts: readonly Part[],
    session: HostSession,
  ): Promise<ReadonlyMap<number, WireFacts>> {
    const { object, write } = propertyIds(protocol);
    const helper = [
      ...[csharpHelperSource(protocol, reservedNames).text, `${assemblyPrefix(protocol)}.Helper`],
      [
        ...[...object].map(([name, id]) => [name, id, false]),
        ...[...write].map(([name, id]) => [name, id, true]),
      ],
    ];
    const keys = keysOf(parts, fingerprint([JSON.stringify(helper)]));
    const known = new Map([...this.#known].filter(([id, { key }]) => keys.get(id) === key));
    const wanted = withOthers(
      parts.filter(({ id }) => !known.has(id)),
      parts,
    );
    if (wanted.length > 0) {
      const request = [...helper, wanted.map((one) => one.request)];
      for (const facts of (await session.inspect(request)) as readonly WireFacts[])
        known.set(facts[0], { key: keys.get(facts[0]) ?? "", facts });
    }
    this.#known = known;
    return new Map(Array.from(known, ([id, { facts }]) => [id, facts]));
  }
}

/** Says where C# is looked for, so that what comes there later is a change. */
function noteSources(project: string, files: SourceFiles): void {
  files.exists(projectFile(project));
  files.exists(assetsFile(project));
  const folders = sourceFolders(project);
  for (const folder of folders.length === 0 ? [project] : folders) {
    files.noteListing(folder, ".cs");
    files.noteListing(folder, "");
  }
}

function entriesOf(qaction: QAction): readonly unknown[] {
  if (isLibrary(qaction)) return [];
  return (qaction.entryPoints.length === 0 ? [undefined] : qaction.entryPoints).map((name) => {
    const { className, methodName } = parseEntryPoint(name);
    return [className, methodName];
  });
}

/** Fingerprints of all that the facts of each QAction follow from. */
function keysOf(parts: readonly Part[], helper: string): ReadonlyMap<number, string> {
  const own = new Map(
    parts.map(({ id, request, references }) => [
      id,
      fingerprint([helper, JSON.stringify(request), ...references.map(fileFingerprint)]),
    ]),
  );
  return new Map(
    parts.map((part) => [part.id, fingerprint(withOthers([part], parts).map(({ id }) => own.get(id) ?? ""))]),
  );
}

/** QActions and all that they refer to, directly or not. */
function withOthers(some: readonly Part[], all: readonly Part[]): readonly Part[] {
  const byId = new Map(all.map((part) => [part.id, part]));
  const seen = new Set<Part>();
  const visit = (part: Part | undefined): void => {
    if (part === undefined || seen.has(part)) return;
    seen.add(part);
    for (const id of part.others) visit(byId.get(id));
  };
  some.forEach(visit);
  return [...seen];
}

/** Why QActions cannot be compiled here, as the host says. */
function addCauses(
  facts: ReadonlyMap<number, WireFacts>,
  found: readonly CSharpQAction[],
  causes: Causes,
): void {
  const files = new Map(found.map((one) => [one.qaction.id, one.files]));
  for (const [id, [, , , , , , , , , notFound]] of facts) {
    for (const name of notFound)
      causes.add(
        id,
        `the reference ${name} was not found. Put the file beside protocol.xml, or restore its package.`,
      );
  }
  for (const [id, [, , , , , , , errors]] of facts) {
    const names = errors.flatMap(([, message, file]) => {
      const name = ofDataMiner.exec(message)?.[1];
      if (name !== undefined) return name;
      // By its short name it may be one of DataMiner's when the file uses such a namespace.
      const uses = usesDataMiner.test(files.get(id)?.[file]?.code ?? "");
      return (uses ? ofNowhere.exec(message)?.[1] : undefined) ?? [];
    });
    if (names.length === 0) continue;
    causes.add(
      id,
      `qaction-kit has no ${[...new Set(names)].slice(0, mostNames).join(", ")} in place of DataMiner's.`,
    );
  }
}

function filesOf(
  protocol: Protocol,
  qaction: QAction,
  { sources, isProject }: QActionSources,
  files: SourceFiles,
): readonly CSharpFile[] {
  if (isProject)
    return sources.map(({ path: file, text: saved }) => {
      const text = files.text(file) ?? saved;
      return { file, code: text, text, offset: 0 };
    });
  const { file, text } = protocol.source;
  const { code, offset }: CodeInTag = csharpInTag(protocol, qaction);
  return [{ file, code, text, offset }];
}

/** A type of DataMiner that the stand-ins of the host do not have, in a message of the compiler (CS0234). */
const ofDataMiner =
  /^The type or namespace name '([^']*)' does not exist in the namespace 'Skyline\.DataMiner\.Net/;
/** A type of no namespace that the compiler knows (CS0246). */
const ofNowhere = /^The type or namespace name '([^']*)' could not be found/;
const usesDataMiner = /\busing\s+(?:static\s+)?(?:\w+\s*=\s*)?Skyline\.DataMiner\.Net\b/;
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
