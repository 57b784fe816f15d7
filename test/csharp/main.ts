/**
 * `npm run test:csharp`: the tests of the host in C#, then those of QActions in C#, on .NET and on Mono where it is installed.
 * The last line counts them all. Needs the .NET SDK, and the host that `npm run build:csharp` builds.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findRuntime } from "../../src/csharp/runtime.ts";
import { recordResults } from "../fidelity/csharp-results.ts";
import { csharpResultsFile, csharpSuite, type TestResults } from "../fidelity/reporter.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** ms for one test: the first that a host compiles takes seconds, more on a machine that does other things too. */
const testLimitMs = 60_000;

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Runs a program and shows what it prints. @returns true when it ends with 0 */
function runs(program: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(program, words, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** The tests in xunit, counted from the report of the runner. */
function hostTests(): Counts {
  const folder = mkdtempSync(path.join(tmpdir(), "qaction-xunit-"));
  try {
    const report = path.join(folder, "results.trx");
    const words = ["test", "csharp/tests", "--nologo", "--verbosity", "quiet", "-nodeReuse:false"];
    const done = runs("dotnet", [...words, "--logger", `trx;LogFileName=${report}`]);
    const counters = /<Counters [^>]*>/.exec(readFileSync(report, "utf8"))?.[0] ?? "";
    const count = (name: string): number =>
      Number(new RegExp(` ${name}="(\\d+)"`).exec(counters)?.[1] ?? Number.NaN);
    const [passed, total] = [count("passed"), count("total")];
    if (!Number.isInteger(passed) || !Number.isInteger(total)) throw new Error(`${report} has no counters.`);
    return { passed, failed: Math.max(total - passed, done ? 0 : 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tests in mocha on one runtime. */
function qactionTests(runtime: string): TestResults {
  rmSync(csharpResultsFile, { force: true });
  const done = runs(
    process.execPath,
    ["node_modules/mocha/bin/mocha.js", csharpSuite, "--timeout", String(testLimitMs)],
    {
      QACTION_CSHARP_RUNTIME: runtime,
    },
  );
  const results = JSON.parse(readFileSync(csharpResultsFile, "utf8")) as TestResults;
  return { ...results, failed: Math.max(results.failed, done ? 0 : 1) };
}

function hasMono(): boolean {
  try {
    console.log(`Once more on ${findRuntime("mono").file}.`);
    return true;
  } catch {
    console.log("Mono is not installed: not tested on it.");
    return false;
  }
}

const host = hostTests();
const onDotnet = qactionTests("dotnet");
if (onDotnet.failed === 0 && recordResults(onDotnet.tests))
  console.log(
    "test/fidelity/csharp-results.json has changed: run npm run fidelity and commit it with the page.",
  );
const all: readonly Counts[] = [host, onDotnet, ...(hasMono() ? [qactionTests("mono")] : [])];
const sum = (what: keyof Counts): number => all.reduce((total, one) => total + one[what], 0);
console.log(`${String(sum("passed"))} passed, ${String(sum("failed"))} failed`);
if (sum("failed") > 0) process.exitCode = 1;
