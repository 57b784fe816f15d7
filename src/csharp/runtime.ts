/** Finds what C# QActions need on this machine: a runtime, the host for it, and the reference assemblies. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";
import { QActionKitError } from "../base/errors.ts";
import { findHostFile } from "./host-folder.ts";

/** What the host runs on: .NET, Mono, or .NET Framework, which is a part of Windows. */
export type RuntimeKind = "dotnet" | "mono" | "netfx";

/** Words for a runtime; anything else is the path of a `dotnet` or `mono` command. */
export const runtimeWords: readonly string[] = ["auto", "dotnet", "mono", "netfx"];

/** How the host is started. */
export interface HostCommand {
  readonly runtime: RuntimeKind;
  readonly file: string;
  readonly args: readonly string[];
  /** File of the host itself. */
  readonly host: string;
  /** Folder of the reference assemblies of .NET Framework 4.8. */
  readonly references: string;
  /** Assemblies that come with the host for connectors that do not bring their own: Newtonsoft.Json. */
  readonly packages: string;
}

/** Kinds that `auto` takes, the first that is there. */
export const automaticRuntimes: readonly RuntimeKind[] = [
  "dotnet",
  process.platform === "win32" ? "netfx" : "mono",
];

/** What is asked of a machine for each kind. */
const needs: Readonly<Record<RuntimeKind, string>> = {
  dotnet: ".NET 8 or newer",
  mono: "Mono 6.8 or newer",
  netfx: ".NET Framework 4.8",
};

/** Usual folders of a command, which need not be in `PATH`. */
function usualFolders(
  kind: Exclude<RuntimeKind, "netfx">,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): string[] {
  if (platform === "win32") {
    const programs = env["ProgramFiles"] ?? "C:\\Program Files";
    return [
      kind === "dotnet" ? path.win32.join(programs, "dotnet") : path.win32.join(programs, "Mono", "bin"),
    ];
  }
  return kind === "dotnet"
    ? [
        "/usr/share/dotnet",
        "/usr/lib/dotnet",
        "/usr/local/share/dotnet",
        path.posix.join(homedir(), ".dotnet"),
      ]
    : ["/usr/bin", "/usr/local/bin", "/Library/Frameworks/Mono.framework/Versions/Current/Commands"];
}

/** Places of a runtime, in the order in which they are looked at. */
export function runtimePlaces(
  kind: RuntimeKind,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string[] {
  const windows = platform === "win32";
  const paths = windows ? path.win32 : path.posix;
  if (kind === "netfx")
    return [
      paths.join(env["SystemRoot"] ?? "C:\\Windows", "Microsoft.NET", "Framework64", "v4.0.30319", "clr.dll"),
    ];
  const folders = [
    kind === "dotnet" ? env["DOTNET_ROOT"] : undefined,
    // On Windows a folder may stand in quotation marks.
    ...(env["PATH"] ?? "")
      .split(paths.delimiter)
      .map((folder) => (windows ? folder.replaceAll('"', "") : folder)),
    ...usualFolders(kind, platform, env),
  ].filter((folder): folder is string => folder !== undefined && folder !== "");
  return [...new Set(folders)].map((folder) => paths.join(folder, windows ? `${kind}.exe` : kind));
}

/** The kind of runtime that a path names. */
const kindOfPath = (file: string): RuntimeKind => (/^mono/i.test(path.basename(file)) ? "mono" : "dotnet");

/** A runtime that was found: its command, or for .NET Framework the part of Windows that runs it. */
export interface FoundRuntime {
  readonly kind: RuntimeKind;
  readonly file: string;
}

/**
 * The runtime that is asked for.
 * @param runtime one of {@link runtimeWords} or a path; default `QACTION_CSHARP_RUNTIME`, else `auto`
 * @throws QActionKitError `ERR_CSHARP_RUNTIME` that names what was looked for
 */
export function findRuntime(runtime: string | undefined, env: NodeJS.ProcessEnv = process.env): FoundRuntime {
  const named = env["QACTION_CSHARP_RUNTIME"] ?? "";
  const wanted = runtime ?? (named === "" ? "auto" : named);
  const kinds =
    wanted === "auto" ? automaticRuntimes : runtimeWords.includes(wanted) ? [wanted as RuntimeKind] : [];
  const candidates =
    kinds.length === 0
      ? [{ kind: kindOfPath(wanted), file: wanted }]
      : kinds.flatMap((kind) => runtimePlaces(kind, env).map((file) => ({ kind, file })));
  const found = candidates.find(({ file }) => existsSync(file));
  if (found !== undefined) return found;
  const [what] = candidates.map(({ kind }) => needs[kind]);
  const places = candidates.map(({ file }) => file);
  throw new QActionKitError(
    "ERR_CSHARP_RUNTIME",
    `C# QActions need ${what ?? needs.dotnet}, and there is none: looked for ${places.join(", ")}. Install it, or name the command (--runtime, or DOTNET_ROOT for the folder of .NET).`,
    { details: { places } },
  );
}

/**
 * The command of the host.
 * @param runtime one of {@link runtimeWords} or the path of a command
 * @throws QActionKitError `ERR_CSHARP_RUNTIME` that names what was looked for
 */
export function findHost(runtime?: string, env: NodeJS.ProcessEnv = process.env): HostCommand {
  const { kind, file } = findRuntime(runtime, env);
  const { folder, host } =
    kind === "dotnet" ? findHostFile("net", file, env) : findHostFile("netfx", undefined, env);
  return {
    runtime: kind,
    ...(kind === "netfx"
      ? { file: host, args: [] }
      : { file, args: kind === "mono" ? ["--debug", host] : [host] }),
    host,
    references: path.join(folder, "references"),
    packages: path.join(folder, "packages"),
  };
}
