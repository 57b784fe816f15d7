/** Finds what C# QActions need on this machine: a .NET runtime, the host, and the reference assemblies. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { QActionKitError } from "../base/errors.ts";

/** Folder that `npm run build:csharp` writes. */
export const hostFolder = fileURLToPath(new URL("../../csharp/dist", import.meta.url));

/** How the host is started. */
export interface HostCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Folder of the reference assemblies of .NET Framework 4.8. */
  readonly references: string;
  /** Assemblies that come with the host for connectors that do not bring their own: Newtonsoft.Json. */
  readonly packages: string;
}

const windows = process.platform === "win32";

/** Places of the `dotnet` command, in the order in which they are looked at. */
export function dotnetPlaces(env: NodeJS.ProcessEnv = process.env): string[] {
  const name = windows ? "dotnet.exe" : "dotnet";
  const folders = [
    env["DOTNET_ROOT"],
    ...(env["PATH"] ?? "").split(path.delimiter),
    ...(windows
      ? [path.join(env["ProgramFiles"] ?? "C:\\Program Files", "dotnet")]
      : ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet", path.join(homedir(), ".dotnet")]),
  ];
  const named = folders.filter((folder): folder is string => folder !== undefined && folder !== "");
  return [...new Set(named)].map((folder) => path.join(folder, name));
}

/**
 * The command of the host.
 * @param runtime path of a `dotnet` command; found by `DOTNET_ROOT`, `PATH` and the usual folders when left out
 * @throws QActionKitError `ERR_CSHARP_RUNTIME` that names what was looked for
 */
export function findHost(runtime?: string, env: NodeJS.ProcessEnv = process.env): HostCommand {
  const places = runtime === undefined ? dotnetPlaces(env) : [runtime];
  const dotnet = places.find((place) => existsSync(place));
  if (dotnet === undefined)
    throw new QActionKitError(
      "ERR_CSHARP_RUNTIME",
      `C# QActions need .NET 8 or newer, and there is none: looked for ${places.join(", ")}. Install it, or set DOTNET_ROOT to its folder.`,
      { details: { places } },
    );
  const host = path.join(hostFolder, "net", "qaction-host.dll");
  if (!existsSync(host))
    throw new QActionKitError(
      "ERR_CSHARP_RUNTIME",
      `C# QActions need the host, which has not been built: looked for ${host}. Run npm run build:csharp in the folder of qaction-kit; it needs the .NET SDK.`,
      { details: { places: [host] } },
    );
  return {
    file: dotnet,
    args: [host],
    references: path.join(hostFolder, "references"),
    packages: path.join(hostFolder, "packages"),
  };
}
