/** Compiles the QActions of one protocol, each after those that it refers to, or takes what was compiled before. */
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { QActionKitError } from "../base/errors.ts";
import { csharpHelperSource } from "../codegen/csharp-helper.ts";
import type { ReservedNames } from "../codegen/extension-names.ts";
import type { Protocol } from "../protocol/model.ts";
import { CompileCache, fileFingerprint, fingerprint } from "./compile-cache.ts";
import type { HostSession } from "./host-session.ts";
import { assemblyPrefix, qactionSources, type QActionSources, type SourceFile } from "./solution.ts";

/** Codes of what does not stop a QAction from running. */
export type CSharpWarning = "CSHARP_REFERENCE" | "CSHARP_FRAMEWORK";

/** Told of something that does not stop a QAction from running. */
export type Warn = (code: CSharpWarning, qaction: number, message: string) => void;

/** A compiled assembly. */
export interface Compiled {
  readonly assembly: string;
  readonly file: string;
  readonly key: string;
  /** Files that whoever refers to it needs, too. */
  readonly references: readonly string[];
}

/** What the host says of a compilation. */
type CompileAnswer = readonly [
  done: boolean,
  errors: readonly (readonly [file: string, line: number, column: number, id: string, message: string])[],
  notFound: readonly string[],
  warnings: readonly (readonly [file: string, line: number, column: number, message: string])[],
];

/** What is said of an assembly each time it is used. */
interface Remarks {
  readonly notFound: CompileAnswer[2];
  readonly warnings: CompileAnswer[3];
}

function readRemarks(file: string): Remarks {
  const remarks = `${file}.json`;
  if (!existsSync(remarks)) return { notFound: [], warnings: [] };
  return JSON.parse(readFileSync(remarks, "utf8")) as Remarks;
}

function writeRemarks(file: string, remarks: Remarks): void {
  if (remarks.notFound.length + remarks.warnings.length > 0)
    writeFileSync(`${file}.json`, JSON.stringify(remarks));
}

/** What a QAction is compiled against, beside what every one is. */
export interface CompileReferences {
  /** Files of assemblies. */
  readonly references: readonly string[];
  /** Names of assemblies of the framework. */
  readonly framework: readonly string[];
  /** Packages that are neither restored nor stood in for. */
  readonly missing: readonly string[];
}

/**
 * The references of a QAction itself, without those of the QActions that it refers to.
 * @param packages folder of the assemblies that come with the host
 */
export function compileReferences(sources: QActionSources, packages: string): CompileReferences {
  const provided = sources.framework.map((name) => {
    const file = path.join(packages, path.win32.basename(name));
    return existsSync(file) ? file : name;
  });
  const standIns = sources.missing.filter((name) => existsSync(packageFile(packages, name)));
  // The package of DataMiner that every project refers to brings it along.
  const json = path.join(packages, "Newtonsoft.Json.dll");
  const hasJson = sources.files.some((file) => path.basename(file).toLowerCase() === "newtonsoft.json.dll");
  return {
    references: [
      ...sources.files,
      ...standIns.map((name) => packageFile(packages, name)),
      ...(sources.isProject && !hasJson && existsSync(json) ? [json] : []),
      ...provided.filter((file) => path.isAbsolute(file)),
    ],
    framework: provided.filter((name) => !path.isAbsolute(name)),
    missing: sources.missing.filter((name) => !standIns.includes(name)),
  };
}

/** The assemblies of one protocol, in the form of one element. */
export class ProtocolCompiler {
  readonly #host: HostSession;
  readonly #protocol: Protocol;
  readonly #folder: string | undefined;
  readonly #reservedNames: ReservedNames;
  readonly #warn: Warn;
  readonly #cache: CompileCache;
  readonly #compiled = new Map<number, Promise<Compiled>>();
  #helperAssembly: Promise<Compiled> | undefined;

  /**
   * @param folder folder of the solution
   * @param reservedNames names that the helper cannot give to parameters
   */
  constructor(
    host: HostSession,
    protocol: Protocol,
    folder: string | undefined,
    reservedNames: ReservedNames,
    warn: Warn,
  ) {
    this.#host = host;
    this.#protocol = protocol;
    this.#folder = folder;
    this.#reservedNames = reservedNames;
    this.#warn = warn;
    this.#cache = new CompileCache(host.cache);
  }

  /** All that compiled so far. */
  async assemblies(): Promise<Compiled[]> {
    const settled = await Promise.allSettled(this.#compiled.values());
    return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  }

  /** Compiles a QAction after those that it refers to; each once. */
  compile(sources: QActionSources, from: readonly number[] = []): Promise<Compiled> {
    const known = this.#compiled.get(sources.id);
    if (known !== undefined) return known;
    const compiling = this.#compileNew(sources, [...from, sources.id]);
    this.#compiled.set(sources.id, compiling);
    return compiling;
  }

  async #compileNew(sources: QActionSources, chain: readonly number[]): Promise<Compiled> {
    const warn = this.#warn;
    const helper = await this.helper();
    const others: Compiled[] = [];
    for (const id of sources.qactions) others.push(await this.#compileReference(id, chain));
    const own = compileReferences(sources, this.#host.command.packages);
    const references = [...new Set([...own.references, ...others.flatMap((one) => one.references)])];
    const compiled = await this.#assembly({
      assembly: sources.assembly,
      // A debugger steps through code that is not optimised.
      debug: sources.debug || this.#host.debugged,
      sources: sources.sources,
      assemblies: [helper, ...others],
      references,
      framework: own.framework,
      missing: (name) => {
        const remedy = "Put the file beside protocol.xml, or restore its package.";
        warn("CSHARP_REFERENCE", sources.id, `The reference ${name} was not found. ${remedy}`);
      },
      unsupported: (message) => {
        warn("CSHARP_FRAMEWORK", sources.id, message);
      },
    });
    for (const name of own.missing)
      warn(
        "CSHARP_REFERENCE",
        sources.id,
        `The package ${name} is not restored. Run dotnet restore in the folder of the solution.`,
      );
    return compiled;
  }

  async #compileReference(id: number, chain: readonly number[]): Promise<Compiled> {
    const [protocol, folder] = [this.#protocol, this.#folder];
    if (chain.includes(id))
      throw new QActionKitError(
        "ERR_CSHARP_COMPILE",
        `QActions ${[...chain, id].join(" -> ")} refer to each other in a circle.`,
      );
    const qaction = protocol.qactions.get(id);
    const sources = qaction === undefined ? undefined : qactionSources(protocol, qaction, folder);
    if (sources === undefined)
      throw new QActionKitError(
        "ERR_CSHARP_COMPILE",
        `It refers to QAction ${String(id)}, of which there is no C#.`,
      );
    try {
      return await this.compile(sources, chain);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new QActionKitError(
        "ERR_CSHARP_COMPILE",
        `It refers to QAction ${String(id)}, which does not compile. ${why}`,
        { cause: error },
      );
    }
  }

  /** Compiles the helper of the protocol, once. */
  helper(): Promise<Compiled> {
    const protocol = this.#protocol;
    this.#helperAssembly ??= this.#assembly({
      assembly: `${assemblyPrefix(protocol)}.Helper`,
      debug: false,
      sources: [{ path: "QAction_Helper.cs", text: csharpHelperSource(protocol, this.#reservedNames).text }],
      assemblies: [],
      references: [],
      framework: [],
      missing: () => undefined,
      unsupported: () => undefined,
    });
    return this.#helperAssembly;
  }

  async #assembly(work: {
    readonly assembly: string;
    readonly debug: boolean;
    readonly sources: readonly SourceFile[];
    readonly assemblies: readonly Compiled[];
    readonly references: readonly string[];
    readonly framework: readonly string[];
    readonly missing: (name: string) => void;
    readonly unsupported: (message: string) => void;
  }): Promise<Compiled> {
    const { assembly, debug, sources, assemblies, references, framework, missing, unsupported } = work;
    const host = this.#host;
    const key = fingerprint([
      hostVersion(host),
      ...[assembly, String(debug)],
      ...sources.flatMap(({ path: file, text }) => [file, text]),
      ...assemblies.map((one) => one.key),
      ...references.map(fileFingerprint),
      ...framework,
    ]);
    const compiled = (file: string): Compiled => ({ assembly, file, key, references });
    const tell = ({ notFound, warnings }: Remarks): void => {
      for (const name of notFound) missing(name);
      for (const [where, line, column, message] of warnings)
        unsupported(`${where}(${String(line)},${String(column)}): ${message}`);
    };
    const known = this.#cache.find(key, assembly);
    if (known !== undefined) {
      tell(readRemarks(known));
      return compiled(known);
    }
    const file = this.#cache.place(key, assembly);
    const [done, errors, notFound, warnings] = (await host.compile([
      ...[file, assembly, debug],
      sources.flatMap(({ path: name, text }) => [name, text]),
      [...assemblies.map((one) => one.file), ...references, ...framework],
    ])) as CompileAnswer;
    tell({ notFound, warnings });
    if (done) {
      writeRemarks(file, { notFound, warnings });
      return compiled(file);
    }
    const lines = errors.map(
      ([where, line, column, id, message]) =>
        `${where}(${String(line)},${String(column)}): error ${id}: ${message}`,
    );
    throw new QActionKitError("ERR_CSHARP_COMPILE", lines.join("\n"), { details: { errors } });
  }
}

/** The assembly that stands in for a package. */
const packageFile = (folder: string, name: string): string =>
  path.join(folder, `${name.split(" ")[0] ?? ""}.dll`);

const versions = new Map<string, string>();

/** What changes when the host is built again: what it compiles may differ then. */
function hostVersion({ command }: HostSession): string {
  const file = command.host;
  const known = versions.get(file);
  if (known !== undefined) return known;
  const folder = path.dirname(file);
  const own = readdirSync(folder).filter((name) => name.endsWith(".dll"));
  const version = fingerprint([
    ...own.map((name) => fileFingerprint(path.join(folder, name))),
    String(statSync(command.references).mtimeMs),
  ]);
  versions.set(file, version);
  return version;
}
