/** What `qaction doctor` finds on this machine: Node.js, runtimes for C#, the host, the reference assemblies. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { CSharpHost } from "../../csharp/host.ts";
import { hostPackage } from "../../csharp/host-folder.ts";
import { findHost, findRuntime, type HostCommand, type RuntimeKind } from "../../csharp/runtime.ts";
import { packageVersion } from "../package-version.ts";
import { messageOf, type Finding } from "./finding.ts";

/** Oldest .NET that runs the host. */
const oldestDotnet = 8;

const names: Readonly<Record<RuntimeKind, string>> = {
  dotnet: ".NET",
  mono: "Mono",
  netfx: ".NET Framework 4.8",
};

/** Versions that a `dotnet` command has, the newest last; or that of a `mono` command. */
function versionsOf(kind: RuntimeKind, file: string): string[] {
  if (kind === "netfx") return [];
  const said = execFileSync(file, [kind === "dotnet" ? "--list-runtimes" : "--version"], {
    encoding: "utf8",
  });
  const pattern = kind === "dotnet" ? /^Microsoft\.NETCore\.App (\S+)/gm : /version (\S+)/g;
  return [...said.matchAll(pattern)].map(([, version]) => version ?? "");
}

/** A runtime that need not be there. */
function otherRuntime(kind: RuntimeKind): Finding {
  try {
    const { file } = findRuntime(kind);
    return { state: "ok", text: `${[names[kind], versionsOf(kind, file).at(-1)].join(" ").trim()}: ${file}` };
  } catch (error) {
    return { state: "absent", text: `${names[kind]}. ${messageOf(error)}` };
  }
}

/** The runtime that C# would run on. */
function chosenRuntime({ runtime, file }: HostCommand): Finding {
  try {
    const versions = versionsOf(runtime, file);
    const text = `${names[runtime]} ${versions.join(", ")}: ${file}`;
    const fits =
      runtime !== "dotnet" || versions.some((version) => Number.parseInt(version, 10) >= oldestDotnet);
    if (fits) return { state: "ok", text };
    return {
      state: "problem",
      text: `${text}. C# QActions need .NET ${String(oldestDotnet)} or newer: install it, or choose another with --runtime.`,
    };
  } catch (error) {
    return { state: "problem", text: `${file} cannot be asked for its version. ${messageOf(error)}` };
  }
}

/** The host, with the version of the package that holds it. */
function hostOf({ host }: HostCommand): Finding {
  const folder = path.dirname(path.dirname(host));
  const { version } = JSON.parse(readFileSync(path.join(folder, "..", "package.json"), "utf8")) as {
    readonly version?: string;
  };
  const text = `host ${version ?? "of an unknown version"}: ${host}`;
  return version === packageVersion()
    ? { state: "ok", text }
    : {
        state: "problem",
        text: `${text}. qaction-kit is version ${packageVersion()}: install ${hostPackage} of the same version.`,
      };
}

function referencesOf({ references }: HostCommand): Finding {
  const files = existsSync(references) ? readdirSync(references).filter((name) => name.endsWith(".dll")) : [];
  return files.includes("mscorlib.dll")
    ? {
        state: "ok",
        text: `${String(files.length)} reference assemblies of .NET Framework 4.8: ${references}`,
      }
    : {
        state: "problem",
        text: `The reference assemblies of .NET Framework 4.8 are not in ${references}. Install ${hostPackage} again.`,
      };
}

/** Starts the host, which is the proof. */
async function startOf(runtime: string | undefined): Promise<Finding> {
  const started = performance.now();
  try {
    await using host = await CSharpHost.start(runtime === undefined ? {} : { runtime });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return { state: "ok", text: `the host starts in ${seconds} s as process ${String(host.pid)}` };
  } catch (error) {
    return { state: "problem", text: messageOf(error) };
  }
}

/** Looks at the machine. @param runtime as `--runtime` names it */
export async function inspectMachine(runtime: string | undefined): Promise<Finding[]> {
  const findings: Finding[] = [
    { state: "ok", text: `Node.js ${process.versions.node}: ${process.execPath}` },
  ];
  let command: HostCommand;
  try {
    command = findHost(runtime);
  } catch (error) {
    return [...findings, { state: "problem", text: messageOf(error) }];
  }
  findings.push(chosenRuntime(command));
  const others: readonly RuntimeKind[] =
    process.platform === "win32" ? ["dotnet", "netfx", "mono"] : ["dotnet", "mono"];
  findings.push(...others.filter((kind) => kind !== command.runtime).map(otherRuntime));
  for (const look of [hostOf, referencesOf]) {
    try {
      findings.push(look(command));
    } catch (error) {
      findings.push({ state: "problem", text: messageOf(error) });
    }
  }
  if (findings.some(({ state }) => state === "problem")) return findings;
  return [...findings, await startOf(runtime)];
}
