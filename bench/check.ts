/**
 * `qaction check` of a protocol of 5 MB with 500 QActions in TypeScript: the rules on the protocol against loading it, all of
 * it against `tsc --noEmit` of the same scripts, and the check after a change of one script against the first one. The scripts
 * are checked by the build in `dist`, whose declarations they import.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import type * as ConnectorModule from "../src/check/connector-check.ts";
import type * as FilesModule from "../src/check/source-files.ts";
import { runChecks } from "../src/protocol/check/all-checks.ts";
import { parseProtocol } from "../src/protocol/load-protocol.ts";
import { generateProtocol } from "./support/protocol-text.ts";

const qactions = 500;
const rounds = 3;
/** For what takes many seconds. */
const longRounds = 1;
/** What each ratio may be. */
const aims = { rules: 2, compiler: 3, watch: 0.1 };

const root = process.cwd();
const bytes = Buffer.from(generateProtocol(5_000_000, qactions));

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
    `${what.padEnd(46)} ${ratio.toFixed(2)} (aim ${String(aim)} or less, ${ratio <= aim ? "reached" : "missed"})`,
  );
}

const { protocol } = parseProtocol(bytes);
const rules = await best(() => {
  runChecks(protocol, () => undefined);
});
const load = (await best(() => parseProtocol(bytes))) - rules;
console.log(`Protocol of ${(bytes.length / 1e6).toFixed(1)} MB, best of ${String(rounds)}`);
console.log(`loading ${load.toFixed(0)} ms, rules ${rules.toFixed(0)} ms`);
say("rules on the protocol, in terms of loading", rules / load, aims.rules);

const script = (id: number, more = ""): string => `import type { SLProtocol } from "qaction-kit";

/** Copies a level, and remembers it. */
export function Run(protocol: SLProtocol): void {
  const value = protocol.GetParameter(${String(5 * id)});
  if (typeof value === "number" && value > ${String(id)}) protocol.SetParameter(${String(5 * id - 1)}, value + 1);
  ${more}
}
`;

const folder = mkdtempSync(path.join(tmpdir(), "qaction-bench-"));
try {
  const file = path.join(folder, "protocol.xml");
  writeFileSync(file, bytes);
  const scriptFile = (id: number): string => path.join(folder, `QAction_${String(5 * id)}.ts`);
  for (let id = 1; id <= qactions; id++) writeFileSync(scriptFile(id), script(id));
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(root, path.join(folder, "node_modules", "qaction-kit"));
  const options = {
    target: "es2022",
    module: "nodenext",
    strictNullChecks: true,
    skipLibCheck: true,
    types: [],
  };
  writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, include: ["*.ts"] }),
  );

  const built = (name: string): string => pathToFileURL(path.join(root, "dist", name)).href;
  const { ConnectorCheck } = (await import(built("check/connector-check.js"))) as typeof ConnectorModule;
  const { SourceFiles } = (await import(built("check/source-files.js"))) as typeof FilesModule;

  const whole = await best(
    () => new ConnectorCheck(file).findings(new SourceFiles(), { rules: {} }),
    longRounds,
  );
  const check = new ConnectorCheck(file);
  let files = new SourceFiles();
  const findings = await check.findings(files, { rules: {} });
  const again = await best(async (round) => {
    const changed = script(7, `protocol.SetParameter(1, ${String(round)});`);
    files = files.renewed(new Map([[scriptFile(7), changed]]));
    await check.findings(files, { rules: {} });
  }, longRounds);
  const tsc = path.join(root, "node_modules/typescript/lib/tsc.js");
  const compiler = await best(() => spawnSync(process.execPath, [tsc, "--noEmit", "-p", folder]), longRounds);
  console.log(
    `whole check ${whole.toFixed(0)} ms (${String(findings.length)} findings), after one change ${again.toFixed(0)} ms, tsc --noEmit ${compiler.toFixed(0)} ms`,
  );
  say("whole check, in terms of tsc --noEmit", whole / compiler, aims.compiler);
  say("check after one change, in terms of the whole", again / whole, aims.watch);
} finally {
  rmSync(folder, { recursive: true });
}
