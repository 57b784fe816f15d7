/** `npm run build:csharp`: the host for .NET, the one for .NET Framework and Mono, and what QActions are compiled against. */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
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

const system = { darwin: "osx", win32: "win" }[process.platform] ?? process.platform;

rmSync(dist, { recursive: true, force: true });
// Compiled ahead for this machine: the first QAction is compiled in a quarter of the time.
publish(
  "net8.0",
  "net",
  "--runtime",
  `${system}-${process.arch}`,
  "--no-self-contained",
  "-p:PublishReadyToRun=true",
);
publish("net48", "netfx");
