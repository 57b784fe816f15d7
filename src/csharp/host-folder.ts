/** Finds the built host: in the package `qaction-kit-csharp`, in a clone, or where the environment says. */
import { existsSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { QActionKitError } from "../base/errors.ts";

/** The npm package that holds the built host. */
export const hostPackage = "qaction-kit-csharp";

/** Folder that `npm run build:csharp` writes in a clone. */
const cloneFolder = fileURLToPath(new URL("../../csharp/dist", import.meta.url));

/** The folder of the package as Node finds it from a file; `undefined` when it is not installed there. */
function installedFor(file: string): string | undefined {
  try {
    return path.join(path.dirname(createRequire(file).resolve(`${hostPackage}/package.json`)), "dist");
  } catch {
    return undefined;
  }
}

/**
 * Folders in which the host may be, in the order in which they are looked at: `QACTION_CSHARP_HOST` alone when it is set, else
 * the package of the current folder, that of qaction-kit itself, and the clone.
 */
export function hostFolders(env: NodeJS.ProcessEnv = process.env): string[] {
  const given = env["QACTION_CSHARP_HOST"];
  if (given !== undefined && given !== "") return [path.resolve(given)];
  const places = [installedFor(path.join(process.cwd(), "package.json")), installedFor(import.meta.filename)];
  return [...new Set([...places.filter((place) => place !== undefined), cloneFolder])];
}

/** Files of the host for one kind of runtime, the better one first: compiled ahead for this platform, or for any. */
function hostFiles(folder: string, build: "net" | "netfx", dotnet: string | undefined): string[] {
  if (build === "netfx") return [path.join(folder, "netfx", "qaction-host.exe")];
  const ahead = path.join(folder, `net-${process.platform}-${process.arch}`);
  const folders = runsOn(ahead, dotnet) ? [ahead] : [];
  return [...folders, path.join(folder, "net")].map((one) => path.join(one, "qaction-host.dll"));
}

/**
 * True when a `dotnet` command has the major version that a host wants, or a newer one. One that was compiled ahead wants that of
 * the SDK that compiled it.
 */
function runsOn(host: string, dotnet: string | undefined): boolean {
  const config = path.join(host, "qaction-host.runtimeconfig.json");
  if (dotnet === undefined || !existsSync(config)) return false;
  const text = readFileSync(config, "utf8");
  const wanted = Number(/"version":\s*"(\d+)/.exec(text)?.[1]);
  const installed = path.join(path.dirname(realpathSync(dotnet)), "shared", "Microsoft.NETCore.App");
  return existsSync(installed) && readdirSync(installed).some((version) => parseInt(version, 10) >= wanted);
}

/**
 * The host for a kind of runtime.
 * @param build `net` runs on .NET, `netfx` on .NET Framework and Mono
 * @param dotnet the `dotnet` command that is to run it
 * @returns its folder and its file
 * @throws QActionKitError `ERR_CSHARP_RUNTIME` that names what was looked for
 */
export function findHostFile(
  build: "net" | "netfx",
  dotnet?: string,
  env: NodeJS.ProcessEnv = process.env,
): { readonly folder: string; readonly host: string } {
  const folders = hostFolders(env);
  for (const folder of folders) {
    const host = hostFiles(folder, build, dotnet).find((file) => existsSync(file));
    if (host !== undefined) return { folder, host };
  }
  const places = folders.map((folder) => path.join(folder, build));
  throw new QActionKitError(
    "ERR_CSHARP_RUNTIME",
    `C# QActions need the host, which is not here: looked for ${places.join(", ")}. Install the package ${hostPackage} beside qaction-kit, or run npm run build:csharp in a clone of qaction-kit; docs/csharp.md shows how.`,
    { details: { places } },
  );
}
