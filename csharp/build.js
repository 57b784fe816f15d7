/**
 * `npm run build:csharp [-- PLATFORM...]`: the host for .NET, the one for .NET Framework and Mono, and what QActions are compiled
 * against. The host for .NET is built for any machine and, compiled ahead, for each platform (`linux-x64`, `win-x64`,
 * `darwin-arm64`; default: this one), where the first QAction is then compiled in a quarter of the time.
 */
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";

const folder = import.meta.dirname;
const dist = path.join(folder, "dist");

/** Publishes the host for one framework. */
function publish(framework, output, ...options) {
  execFileSync(
    "dotnet",
    [
      ...["publish", path.join(folder, "host"), "--configuration", "Release", "--framework", framework],
      ...["--output", path.join(dist, output), "--nologo", "--verbosity", "quiet"],
      // Nothing stays behind that waits for another build.
      ...["-nodeReuse:false", "-p:UseSharedCompilation=false"],
      ...options,
    ],
    { stdio: "inherit" },
  );
}

/** Names of systems: Node's on the left, those of .NET on the right. */
const systems = { linux: "linux", darwin: "osx", win32: "win" };
const here = `${systems[process.platform] ?? process.platform}-${process.arch}`;
const given = process.argv
  .slice(2)
  .map((name) => name.replace(/^darwin-/, "osx-").replace(/^win32-/, "win-"));

rmSync(dist, { recursive: true, force: true });
publish("net8.0", "net");
// A runtime uses only what a compiler of its own major version has compiled ahead: that of this SDK.
const sdk = execFileSync("dotnet", ["--version"], { encoding: "utf8" });
const ahead = `net${sdk.slice(0, sdk.indexOf("."))}.0`;
for (const platform of given.length === 0 ? [here] : given) {
  const output = `net-${platform.replace(/^osx-/, "darwin-").replace(/^win-/, "win32-")}`;
  publish(ahead, output, "--runtime", platform, "--no-self-contained", "-p:PublishReadyToRun=true");
}
publish("net48", "netfx");
cpSync(path.join(folder, "..", "LICENSE"), path.join(dist, "LICENSE"));
