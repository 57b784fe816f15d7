/** `npm run fidelity`: writes the page, or with `--check` fails when it is out of date. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fidelityPage, strayIds } from "./page.ts";
import { resultsFile, type TestResults } from "./reporter.ts";
import { rowGroups } from "./rows.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = `${root}docs/fidelity.md`;
const check = process.argv.includes("--check");
const reuse = process.argv.includes("--last-run");

if (!reuse || !existsSync(resultsFile)) {
  const run = spawnSync(process.execPath, ["node_modules/mocha/bin/mocha.js", "test/**/*.test.ts"], {
    cwd: root,
    stdio: "inherit",
  });
  if (run.status !== 0) console.error("The test run failed; the page shows what did pass.");
}
const results = JSON.parse(readFileSync(resultsFile, "utf8")) as TestResults;
const text = fidelityPage(rowGroups, results.tests);
const stray = strayIds(rowGroups, results.tests);
if (stray.length > 0) {
  console.error(
    `Test titles name behaviours that no row has: ${stray.join(", ")}. Correct the titles or add the rows.`,
  );
  process.exitCode = 1;
}
if (!check) {
  writeFileSync(page, text);
  console.log(`docs/fidelity.md written from ${String(results.tests.length)} tests.`);
} else if (!existsSync(page) || readFileSync(page, "utf8") !== text) {
  console.error("docs/fidelity.md is out of date. Run `npm run fidelity` and commit the page.");
  process.exitCode = 1;
} else {
  console.log("docs/fidelity.md is up to date.");
}
