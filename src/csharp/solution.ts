/** The C# of a protocol: from the folders of its solution (`QAction_N`), or from the `QAction` tags themselves. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";
import { XMLParser } from "fast-xml-parser";
import { memoize } from "../base/memo.ts";
import type { Protocol, QAction, SourceText } from "../protocol/model.ts";
import { Lines } from "../protocol/xml/lines.ts";

/** One source file. */
export interface SourceFile {
  /** Path, as errors and stacks name it. */
  readonly path: string;
  readonly text: string;
}

/** What a QAction refers to beside the assemblies that every one has. */
export interface ProjectReferences {
  /** Other QActions by id. */
  readonly qactions: readonly number[];
  /** Files of assemblies. */
  readonly files: readonly string[];
  /** Names of assemblies of the framework: `System.Web.dll`. */
  readonly framework: readonly string[];
  /** Packages that are named but not restored: name, and version behind a blank. */
  readonly missing: readonly string[];
}

/** The C# of one QAction. */
export interface QActionSources extends ProjectReferences {
  readonly id: number;
  readonly files: readonly string[];
  readonly sources: readonly SourceFile[];
  /** They are those of a project, not the text of the tag. */
  readonly isProject: boolean;
  readonly debug: boolean;
  /** Assembly name, without `.dll` (`LogicQActionsCompilation`). */
  readonly assembly: string;
}

const noReferences: ProjectReferences = { qactions: [], files: [], framework: [], missing: [] };

/** `[ProtocolName].[ProtocolVersion].QAction`, in front of the names of all assemblies of a protocol. */
export function assemblyPrefix({ name, version }: Protocol): string {
  return validName(`${name}.${version}.QAction`);
}

/** No assembly can have these characters in its name, nor a blank in front. */
const validName = (name: string): string => name.trimStart().replaceAll(/[/\\:]/g, "_");

/** Name of the assembly of a QAction; `dllName=x` stands in place of `QAction.[id]`. */
export function assemblyName(protocol: Protocol, { id, options }: QAction): string {
  const given = options
    .find((option) => /^dllname=/i.test(option))
    ?.slice("dllname=".length)
    .trim();
  if (given === undefined || given === "" || given === "*" || given === "<no name>")
    return `${assemblyPrefix(protocol)}.${String(id)}`;
  return validName(`${protocol.name}.${protocol.version}.${given.replace(/\.dll$/i, "")}`);
}

/** The folder of a QAction in a solution. */
export const projectFolder = (folder: string, qaction: number): string =>
  path.join(folder, `QAction_${String(qaction)}`);

/** The project file in that folder. */
export const projectFile = (project: string): string =>
  path.join(project, `${path.basename(project)}.csproj`);

/** What a restore writes into that folder: where the packages are. */
export const assetsFile = (project: string): string => path.join(project, "obj", "project.assets.json");

/**
 * The C# of a QAction: all `.cs` files of `QAction_N`, or those that an old-style project lists, else the text of the tag.
 * @param folder folder of the solution
 * @returns `undefined` when there is none
 */
export function qactionSources(
  protocol: Protocol,
  qaction: QAction,
  folder: string | undefined,
): QActionSources | undefined {
  const project = folder === undefined ? undefined : projectFolder(folder, qaction.id);
  const fromProject = project === undefined ? [] : projectSources(project);
  const sources = fromProject.length > 0 ? fromProject : tagSource(protocol, qaction);
  if (sources.length === 0) return undefined;
  const references =
    project === undefined || fromProject.length === 0 ? noReferences : projectReferences(project);
  const imported = importedAssemblies(protocol, qaction, references.files);
  return {
    id: qaction.id,
    sources,
    isProject: fromProject.length > 0,
    debug: qaction.options.includes("debug"),
    assembly: assemblyName(protocol, qaction),
    qactions: [...new Set([...references.qactions, ...imported.qactions])],
    files: references.files,
    framework: [...new Set([...references.framework, ...imported.framework])],
    missing: references.missing,
  };
}

const linesOf = memoize(({ text }: SourceText) => new Lines(text));

/** The text of the tag, with its place in the file for errors and stacks. */
function tagSource({ source }: Protocol, { code, position }: QAction): SourceFile[] {
  if (code.trim() === "") return [];
  const { file, text } = source;
  const { line } = linesOf(source).at(codeOffset(text, position.offset));
  return [{ path: file, text: `#line ${String(line)} "${file}"\n${code}` }];
}

/** Where the text of a tag begins: behind the `>` of its start tag. */
function codeOffset(text: string, tag: number): number {
  let quote = "";
  for (let at = tag; at < text.length; at++) {
    const one = text.charAt(at);
    if (quote !== "") {
      if (one === quote) quote = "";
    } else if (one === '"' || one === "'") quote = one;
    else if (one === ">") return at + 1;
  }
  return tag;
}

const readText = (file: string): string => readFileSync(file, "utf8").replace(/^\ufeff/, "");

function projectSources(project: string): SourceFile[] {
  if (!existsSync(project)) return [];
  const listed = listedFiles(project);
  const found = sourceFolders(project)
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".cs"))
        .map((name) => path.relative(project, path.join(folder, name))),
    )
    .filter((name) => listed === undefined || listed.has(name.replaceAll("\\", "/").toLowerCase()))
    .sort();
  return found.map((name) => {
    const file = path.join(project, name);
    return { path: file, text: readText(file) };
  });
}

/** What a build writes, and what others than the authors of a connector put there. */
const foreignFolder = /^(?:bin|obj|node_modules|\..*)$/i;

/** A folder and all folders in it that may have sources; none when it does not exist. */
export function sourceFolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const inside = readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory() && !foreignFolder.test(one.name))
    .map(({ name }) => path.join(folder, name));
  return [folder, ...inside.flatMap(sourceFolders)];
}

type Xml = Readonly<Record<string, unknown>>;

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", parseTagValue: false });

/** The project file of a QAction; `undefined` when there is none that can be read. */
function projectXml(project: string): Xml | undefined {
  const file = projectFile(project);
  if (!existsSync(file)) return undefined;
  const document = parser.parse(readText(file)) as Xml;
  return isXml(document["Project"]) ? document["Project"] : undefined;
}

function isXml(value: unknown): value is Xml {
  return typeof value === "object" && value !== null;
}

const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** All items of one kind, whatever their group. */
function items(project: Xml, kind: string): Xml[] {
  return asList(project["ItemGroup"])
    .filter(isXml)
    .flatMap((group) => asList(group[kind]))
    .filter(isXml);
}

const included = (item: Xml): string => (typeof item["@Include"] === "string" ? item["@Include"] : "");

/** Files that a project without an SDK lists, in lower case with forward slashes; a project with one takes all. */
function listedFiles(project: string): Set<string> | undefined {
  const xml = projectXml(project);
  if (xml === undefined || xml["@Sdk"] !== undefined) return undefined;
  const compiled = items(xml, "Compile").map((item) => included(item).replaceAll("\\", "/").toLowerCase());
  return compiled.length === 0 ? undefined : new Set(compiled);
}

function projectReferences(project: string): ProjectReferences {
  const xml = projectXml(project);
  if (xml === undefined) return noReferences;
  const qactions = items(xml, "ProjectReference").flatMap((item) => {
    const match = /QAction_(\d+)\.csproj$/i.exec(included(item));
    return match === null ? [] : [Number(match[1])];
  });
  const hinted = items(xml, "Reference").map((item) => ({
    name: (included(item).split(",")[0] ?? "").trim(),
    isHinted: typeof item["HintPath"] === "string",
    file: typeof item["HintPath"] === "string" ? fileOnDisk(project, item["HintPath"]) : undefined,
  }));
  const packages = restoredPackages(project, xml);
  return {
    qactions,
    files: [...packages.files, ...hinted.flatMap(({ file }) => file ?? [])],
    framework: [
      ...packages.framework,
      // A hint that leads nowhere is often that of another machine; the framework may have the assembly itself.
      ...hinted
        .filter(({ file, isHinted, name }) => file === undefined && !(isHinted && standIns.test(name)))
        .map(({ name }) => `${name}.dll`),
    ],
    missing: packages.missing,
  };
}

/** The file that a project names, whose folders Windows separates by `\` and finds in any case; `undefined` when it is not there. */
function fileOnDisk(project: string, named: string): string | undefined {
  const relative = named.replaceAll("\\", "/");
  const exact = path.resolve(project, relative);
  if (existsSync(exact)) return exact;
  let found: string | undefined = path.parse(exact).root;
  for (const part of path.relative(found, exact).split(path.sep)) {
    const names = namesIn(found);
    const name = names.includes(part) ? part : names.find((one) => one.toLowerCase() === part.toLowerCase());
    if (name === undefined) return undefined;
    found = path.join(found, name);
  }
  return found;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Assemblies of DataMiner that the host has stand-ins for. */
const standIns =
  /^(?:SLManagedScripting|SLNetTypes|Interop\.SLDms|QActionHelperBaseClasses|Skyline\.DataMiner\.Storage\.Types|SLLoggerUtil)$/i;

/** Packages that hold what the stand-ins hold, and analyzers: nothing to refer to. */
const providedPackages = /^Skyline\.DataMiner\.(?:Dev|Files)\.|Analyzers?$/i;

/** Folders of package versions that fit .NET Framework 4.8, the best first. */
const frameworks = [
  "net48",
  "net472",
  "net471",
  "net47",
  "net462",
  "net461",
  "netstandard2.0",
  "net46",
  "net452",
  "net45",
  "netstandard1.3",
  "net40",
  "net35",
  "net20",
];

/** The folder in which NuGet keeps restored packages. */
export function packagesFolder(): string {
  return process.env["NUGET_PACKAGES"] ?? path.join(homedir(), ".nuget", "packages");
}

/** Assemblies of the packages of a project, as its restore resolved them, else as they lie in NuGet's folder. */
function restoredPackages(project: string, xml: Xml): Omit<ProjectReferences, "qactions"> {
  const assets = assetsFile(project);
  if (existsSync(assets)) return { ...resolvedAssets(assets), framework: [] };
  const files: string[] = [];
  const missing: string[] = [];
  const framework: string[] = [];
  for (const item of items(xml, "PackageReference")) {
    const name = included(item);
    if (name === "" || providedPackages.test(name)) continue;
    const version = item["@Version"] ?? item["Version"];
    const found = packageFiles(name, typeof version === "string" ? version : "");
    files.push(...found);
    if (found.length > 0) continue;
    // .NET Framework has most of these itself.
    if (name.startsWith("System.")) framework.push(`${name}.dll`);
    else missing.push(typeof version === "string" ? `${name} ${version}` : name);
  }
  return { files, missing, framework };
}

function packageFiles(name: string, version: string): string[] {
  const folder = path.join(packagesFolder(), name.toLowerCase(), version.toLowerCase(), "lib");
  const best = frameworks.map((one) => path.join(folder, one)).find((one) => existsSync(one));
  return best === undefined
    ? []
    : readdirSync(best)
        .filter((file) => file.endsWith(".dll"))
        .map((file) => path.join(best, file));
}

interface Assets {
  readonly targets?: Readonly<
    Record<string, Readonly<Record<string, { readonly compile?: Readonly<Record<string, unknown>> }>>>
  >;
  readonly libraries?: Readonly<Record<string, { readonly path?: string }>>;
  readonly packageFolders?: Readonly<Record<string, unknown>>;
}

function resolvedAssets(file: string): Pick<ProjectReferences, "files" | "missing"> {
  const assets = JSON.parse(readText(file)) as Assets;
  const [target = {}] = Object.values(assets.targets ?? {});
  const folders = [...Object.keys(assets.packageFolders ?? {}), packagesFolder()];
  const files: string[] = [];
  const missing = new Set<string>();
  for (const [library, { compile = {} }] of Object.entries(target)) {
    const inside = assets.libraries?.[library]?.path;
    const [name = ""] = library.split("/");
    // Other QActions are projects, which are compiled here.
    if (inside === undefined || providedPackages.test(name) || name.startsWith("QAction_")) continue;
    for (const part of Object.keys(compile).filter((one) => one.endsWith(".dll"))) {
      const found = folders.map((folder) => path.join(folder, inside, part)).find((one) => existsSync(one));
      if (found !== undefined) files.push(found);
      else if (!name.startsWith("System.")) missing.add(library.replace("/", " "));
    }
  }
  return { files, missing: [...missing] };
}

/** Ids of QActions by the names of their assemblies, in lower case. */
const idsByAssembly = memoize(
  (protocol: Protocol): ReadonlyMap<string, number> =>
    new Map(
      [...protocol.qactions.values()].map((one) => [assemblyName(protocol, one).toLowerCase(), one.id]),
    ),
);

/** What `dllImport` names: other QActions of the protocol, and assemblies of the framework or beside the protocol. */
function importedAssemblies(
  protocol: Protocol,
  { dllImports }: QAction,
  files: readonly string[],
): Pick<ProjectReferences, "qactions" | "framework"> {
  const qactions: number[] = [];
  const framework: string[] = [];
  for (const text of dllImports) {
    const name = text
      .replaceAll(/\[ProtocolName\]/gi, protocol.name)
      .replaceAll(/\[ProtocolVersion\]/gi, protocol.version);
    const qaction = idsByAssembly(protocol).get(validName(name.replace(/\.dll$/i, "")).toLowerCase());
    if (qaction !== undefined) qactions.push(qaction);
    else if (
      !files.some((file) => path.basename(file).toLowerCase() === path.win32.basename(name).toLowerCase())
    )
      framework.push(name);
  }
  return { qactions, framework };
}
