/**
 * `qaction check` of a protocol of 5 MB with 500 QActions: the rules on the protocol against loading it; with scripts in TypeScript
 * all of it against `tsc --noEmit` of the same scripts; and the check after one change against the first one, in TypeScript and, where
 * there is a C# host, in C#. The scripts are checked by the build in `dist`, whose declarations they import.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import type * as ConnectorModule from "../src/check/connector-check.ts";
import type * as FilesModule from "../src/check/source-files.ts";
import { helperFile, helperSource } from "../src/codegen/helper-source.ts";
import { runChecks } from "../src/protocol/check/all-checks.ts";
import { parseProtocol } from "../src/protocol/load-protocol.ts";
import { reservedNames } from "../src/qaction/slprotocol/extended-object.ts";
import { generateProtocol, type CodeOf } from "./support/protocol-text.ts";

const qactions = 500;
const size = 5_000_000;
const rounds = 3;
/** What each ratio may be. */
const aims = { rules: 2, compiler: 3, watch: 0.1 };

const root = process.cwd();
const built = (name: string): string => pathToFileURL(path.join(root, "dist", name)).href;
const { ConnectorCheck } = (await import(built("check/connector-check.js"))) as typeof ConnectorModule;
const { SourceFiles } = (await import(built("check/source-files.js"))) as typeof FilesModule;

/** The least time of the rounds, in ms. */
async function best(work: (round: number) => unknown, times = rounds): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < times; round++) {
    const start = performance.now();
    await work(round);
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function say(what: string, ratio: number, aim: number): void {
  console.log(
    `${what.padEnd(58)} ${ratio.toFixed(2)} (aim ${String(aim)} or less, ${ratio <= aim ? "reached" : "missed"})`,
  );
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "qaction-bench-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Checks once, and again after each change: what to change, by what it is called. */
async function checkedAgain(
  file: string,
  changes: Readonly<Record<string, (round: number) => readonly [file: string, text: string]>>,
): Promise<void> {
  const check = new ConnectorCheck(file);
  let files = new SourceFiles();
  const start = performance.now();
  const { length } = await check.findings(files, { rules: {} });
  const first = performance.now() - start;
  console.log(`first check ${first.toFixed(0)} ms, ${String(length)} findings`);
  for (const [what, change] of Object.entries(changes)) {
    const again = await best(async (round) => {
      files = files.renewed(new Map([change(round)]));
      await check.findings(files, { rules: {} });
    });
    say(
      `after a change of ${what} (${again.toFixed(0)} ms), in terms of the first`,
      again / first,
      aims.watch,
    );
  }
}

/** A script of the usual kind: it reads what it was run for, compares, and sets what others show. */
const script = (
  id: number,
  more = "",
): string => `import { Parameter, type SLProtocolExt } from "./QAction_Helper.ts";

/** What is remembered of one input. */
interface Level {
  readonly name: string;
  readonly value: number;
  readonly high: boolean;
}

const limit = ${String(id)};

function levelOf(protocol: SLProtocolExt): Level | undefined {
  const value = protocol.GetParameter(Parameter.level${String(5 * id)});
  if (typeof value !== "number" || Number.isNaN(value)) return undefined;
  return { name: \`Level \${String(value)}\`, value, high: value > limit };
}

/** Copies a level, and remembers it. */
export function Run(protocol: SLProtocolExt): void {
  const level = levelOf(protocol);
  if (level === undefined) {
    protocol.Log("QA${String(id)}|Run|No level", LogType.Error, LogLevel.NoLogging);
    return;
  }
  const before = protocol.GetParameters(Uint32Array.from([${String(5 * id - 1)}, ${String(5 * id - 2)}]));
  const texts: string[] = [];
  for (const one of before) {
    if (one === null || one === "") continue;
    texts.push(String(one).trim());
  }
  if (level.high && !texts.includes(level.name)) {
    protocol.Level${String(5 * id - 1)} = level.high ? 1 : 0;
    protocol.SetParameter(Parameter.level${String(5 * id - 2)}, texts.length);
  }
  ${more}
}
`;

const csharp: CodeOf = (id) => `using System;
using System.Collections.Generic;
using Skyline.DataMiner.Scripting;

public static class QAction
{
    private const int Limit = ${String(id)};

    /// <summary>Copies a level, and remembers it.</summary>
    public static void Run(SLProtocolExt protocol)
    {
        double level = Convert.ToDouble(protocol.GetParameter(Parameter.level${String(id)}));
        var before = (object[])protocol.GetParameters(new uint[] { ${String(id - 1)}, ${String(id - 2)} });
        var texts = new List<string>();
        foreach (var one in before)
        {
            string text = Convert.ToString(one);
            if (!String.IsNullOrEmpty(text)) texts.Add(text.Trim());
        }

        if (level > Limit && !texts.Contains("Level " + level))
        {
            protocol.Level${String(id - 1)} = 1;
            protocol.SetParameter(${String(id - 2)}, texts.Count);
        }
    }
}
`;

async function benchRules(): Promise<void> {
  const bytes = Buffer.from(generateProtocol(size, qactions));
  const { protocol } = parseProtocol(bytes);
  const rules = await best(() => {
    runChecks(protocol, () => undefined);
  });
  const load = (await best(() => parseProtocol(bytes))) - rules;
  console.log(`Protocol of ${(bytes.length / 1e6).toFixed(1)} MB, best of ${String(rounds)}`);
  console.log(`loading ${load.toFixed(0)} ms, rules ${rules.toFixed(0)} ms`);
  say("rules on the protocol, in terms of loading", rules / load, aims.rules);
}

async function benchTypeScript(folder: string): Promise<void> {
  const text = generateProtocol(size, qactions, () => "");
  const file = path.join(folder, "protocol.xml");
  writeFileSync(file, text);
  const helper = helperSource(parseProtocol(text).protocol, reservedNames).text;
  writeFileSync(path.join(folder, helperFile), helper);
  const scriptFile = (id: number): string => path.join(folder, `QAction_${String(5 * id)}.ts`);
  for (let id = 1; id <= qactions; id++) writeFileSync(scriptFile(id), script(id));
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(root, path.join(folder, "node_modules", "qaction-kit"));
  const options = {
    ...{ target: "es2022", module: "nodenext", lib: ["es2023", "esnext.disposable"] },
    ...{ strict: true, skipLibCheck: true, types: ["qaction-kit/typings"] },
    ...{ noEmit: true, allowImportingTsExtensions: true },
  };
  writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, include: ["*.ts"] }),
  );
  console.log(`\n${String(qactions)} scripts in TypeScript`);
  const run = (...words: readonly string[]): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, words, { encoding: "utf8", maxBuffer: Infinity });
  const times = 2;
  const compiler = await best(() => {
    const { status, stdout } = run(path.join(root, "node_modules/typescript/lib/tsc.js"), "-p", folder);
    if (status !== 0) throw new Error(`tsc: ${String(stdout).slice(0, 2000)}`);
  }, times);
  const whole = await best(() => run(path.join(root, "dist/cli/main.js"), "check", file), times);
  console.log(`qaction check ${whole.toFixed(0)} ms, tsc --noEmit ${compiler.toFixed(0)} ms`);
  say("qaction check, in terms of tsc --noEmit", whole / compiler, aims.compiler);
  await checkedAgain(file, {
    "one script": (round) => [scriptFile(7), script(7, `protocol.SetParameter(1, ${String(round)});`)],
    "the protocol, but for names": (round) => [
      file,
      text.replace("of input 1 ", `of input 1${String(round)} `),
    ],
    "a name in the protocol": (round) => [file, text.replace("Level1<", `Level1${"a".repeat(round + 1)}<`)],
  });
}

async function benchCSharp(folder: string): Promise<void> {
  const text = generateProtocol(size, qactions, csharp);
  const file = path.join(folder, "protocol.xml");
  writeFileSync(file, text);
  console.log(`\n${String(qactions)} QActions in C#`);
  await checkedAgain(file, {
    "one QAction": (round) => [file, text.replace("Limit = 5;", `Limit = 5${String(round)};`)],
  });
}

await benchRules();
await inFolder(benchTypeScript);
await inFolder(benchCSharp);
process.exit();
