/** `npm run fidelity`: writes the generated pages, or with `--check` fails when one is out of date. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { unsupportedActions } from "../../src/logic/actions/action-registry.ts";
import { recordedResults } from "./csharp-results.ts";
import { fidelityPage, strayIds } from "./page.ts";
import { errorsPage, optionsPage } from "./reference-pages.ts";
import { resultsFile, wholeSuite, type TestResults } from "./reporter.ts";
import { readMembers, slprotocolPage } from "./slprotocol-page.ts";
import { rowGroups } from "./rows.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const check = process.argv.includes("--check");
const reuse = process.argv.includes("--last-run");

/** Writes a page, or says that it is out of date. */
function keep(page: string, text: string): void {
  const file = `${root}${page}`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) {
    console.log(`${page} is up to date.`);
  } else if (check) {
    console.error(`${page} is out of date. Run npm run fidelity and commit the page.`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    console.log(`${page} written.`);
  }
}

keep("docs/errors.md", errorsPage());
keep("docs/options.md", optionsPage());
/** Results of the last run, if it was one of the whole suite. */
function lastResults(): TestResults | undefined {
  if (!existsSync(resultsFile)) return undefined;
  const last = JSON.parse(readFileSync(resultsFile, "utf8")) as TestResults;
  return last.whole ? last : undefined;
}

if (!reuse || lastResults() === undefined) {
  const words = ["node_modules/mocha/bin/mocha.js", wholeSuite];
  const run = spawnSync(process.execPath, words, { cwd: root, stdio: "inherit" });
  if (run.status !== 0) console.error("The test run failed; the page shows what did pass.");
}
const results = lastResults();
if (results === undefined) throw new Error("The test run left no results: see what it printed.");
const tests = [...results.tests, ...recordedResults()];
const stray = strayIds(rowGroups, tests);
if (stray.length > 0) {
  console.error(
    `Test titles name behaviours that no row has: ${stray.join(", ")}. Correct them or add the rows.`,
  );
  process.exitCode = 1;
}
keep("docs/fidelity.md", fidelityPage(rowGroups, tests, unsupportedActions()));
keep("docs/slprotocol.md", slprotocolPage(readMembers(), results.tests));
