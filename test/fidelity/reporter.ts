/** Mocha's spec reporter, which also keeps every title with its outcome for the fidelity page. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Mocha from "mocha";

/** Where the outcomes of the last run are kept (not in version control). */
export const resultsFile = fileURLToPath(new URL("../.results.json", import.meta.url));

/** How the whole suite is named on mocha's command line. */
export const wholeSuite = "test/**/*.test.ts";

/** The same for the tests that need .NET (`npm run test:csharp`), whose outcomes stand in a file of their own. */
export const csharpResultsFile = resultsFile.replace(".json", "-csharp.json");

/** How they are named there. */
export const csharpSuite = "test/**/*.dotnet.ts";

/** The outcome of one test. */
export interface TestResult {
  readonly title: string;
  readonly file: string;
  readonly passed: boolean;
}

/** What {@link resultsFile} holds. */
export interface TestResults {
  /** The whole suite ran, not a part of it. */
  readonly whole: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  readonly tests: readonly TestResult[];
}

/** Spec output and a line with the totals on the terminal, results in a file. */
export default class FidelityReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const tests: TestResult[] = [];
    const root = fileURLToPath(new URL("../../", import.meta.url));
    const keep = (test: Mocha.Test, passed: boolean): void => {
      tests.push({
        title: test.title,
        file: (test.file ?? "").replace(root, "").replaceAll("\\", "/"),
        passed,
      });
    };
    runner.on("pass", (test) => {
      keep(test, true);
    });
    runner.on("fail", (test) => {
      keep(test, false);
    });
    runner.on("end", () => {
      const results: TestResults = {
        whole: process.argv.includes(wholeSuite) || process.argv.includes(csharpSuite),
        passed: runner.stats?.passes ?? 0,
        failed: runner.stats?.failures ?? 0,
        pending: runner.stats?.pending ?? 0,
        tests,
      };
      mkdirSync(new URL("../", import.meta.url), { recursive: true });
      const csharp = process.argv.some((word) => word === csharpSuite || word.endsWith(".dotnet.ts"));
      writeFileSync(csharp ? csharpResultsFile : resultsFile, JSON.stringify(results, null, 1));
      console.log(`${results.passed} passed, ${results.failed} failed`);
    });
  }
}
