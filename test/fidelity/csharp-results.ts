/** Outcomes of the tests of C#, kept with the code: the fidelity page can be made, and checked, where there is no .NET. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { idsOf } from "./page.ts";
import type { TestResult } from "./reporter.ts";

const file = fileURLToPath(new URL("csharp-results.json", import.meta.url));

/** What the last whole run of `npm run test:csharp` has shown. */
export function recordedResults(): readonly TestResult[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as TestResult[]) : [];
}

/** Keeps the outcomes of tests that prove a row, in an order that does not depend on the run. @returns true when they differ from what was kept */
export function recordResults(tests: readonly TestResult[]): boolean {
  const kept = tests
    .filter(({ title }) => idsOf(title).length > 0)
    .map(({ title, file: where, passed }) => ({ title, file: where, passed }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
  const text = `${JSON.stringify(kept, null, 2)}\n`;
  const changed = !existsSync(file) || readFileSync(file, "utf8") !== text;
  if (changed) writeFileSync(file, text);
  return changed;
}
