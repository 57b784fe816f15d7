/** A copy of the project in which source files can be wrong, and runs of its tests. */
import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { mutated, type Mutant } from "./mutations.ts";

/** Never copied: made anew, or large and shared. */
const notCopied = new Set(["node_modules", ".git", "dist", "dist-bench", "coverage", "fuzz-failures"]);

const reporter = fileURLToPath(new URL("running-file.ts", import.meta.url));

/** ms that a test may take, if it does not say so itself: more than elsewhere, for a machine that does other work as well. */
const patience = "60000";

/** How a run of tests ended. */
export interface Outcome {
  readonly passed: boolean;
  /** The time was over before they ended. */
  readonly ended: boolean;
  /** The test file that failed, or that ran when the time was over; without, the tests could not be loaded. */
  readonly file?: string;
  /** ms of each test file that began, without the time to load it. */
  readonly times: ReadonlyMap<string, number>;
}

/** A test file and the time that it takes. */
interface Measured {
  readonly file: string;
  readonly ms: number;
}

/** A test file, run without a mutant. */
export interface MeasuredTest extends Measured {
  /** The mutants that it reaches, by id. */
  readonly reached: ReadonlySet<number>;
}

function namesOf(tests: readonly Measured[]): string[] {
  return tests.map(({ file }) => file);
}

function limitOf(tests: readonly Measured[], patienceMs: number): number {
  return tests.reduce((sum, { ms }) => sum + 3 * ms + 300, patienceMs);
}

/** Tests near a file that are tried first. */
const nearest = 8;

/** Takes items off a list and works on them, in every copy at once. */
export async function inEachCopy<T>(
  copies: readonly ProjectCopy[],
  items: readonly T[],
  work: (copy: ProjectCopy, item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items].reverse();
  await Promise.all(
    copies.map(async (copy) => {
      for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(copy, item);
    }),
  );
}

/** A copy of the project. */
export class ProjectCopy implements Disposable {
  readonly folder: string;
  /** An empty folder beside the copy. */
  readonly marks: string;
  /** Test files with every source file that they import, directly or by others. */
  readonly #imports = new Map<string, ReadonlySet<string>>();
  readonly #temporary = mkdtempSync(path.join(tmpdir(), "qaction-mutants-"));

  constructor(root: string) {
    this.folder = path.join(this.#temporary, "project");
    this.marks = mkdtempSync(path.join(this.#temporary, "marks-"));
    for (const name of readdirSync(root))
      if (!notCopied.has(name))
        cpSync(path.join(root, name), path.join(this.folder, name), { recursive: true });
    symlinkSync(path.join(root, "node_modules"), path.join(this.folder, "node_modules"), "junction");
  }

  [Symbol.dispose](): void {
    rmSync(this.#temporary, { recursive: true, force: true });
  }

  /** The text of a file, by its path from the root. */
  read(file: string): string {
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }

  /** TypeScript files below a folder, as paths from the root with forward slashes. */
  files(folder: string): string[] {
    return readdirSync(path.join(this.folder, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .sort();
  }

  /** The files that `npm test` runs. */
  testFiles(): string[] {
    return this.files("test").filter((file) => file.endsWith(".test.ts"));
  }

  /** The tests to try first for a file: that of its name, those of its folder, those that import least beside it. */
  testsNear(file: string): string[] {
    const named = file.replace(/^src\//, "test/").replace(/\.ts$/, ".test.ts");
    const folder = path.posix.dirname(named);
    const rank = (test: string): number => {
      if (test === named) return -2;
      return path.posix.dirname(test) === folder ? -1 : this.#importsOf(test).size;
    };
    return this.files("test")
      .filter((test) => test.endsWith(".test.ts") && !test.startsWith("test/package/"))
      .filter((test) => test === named || this.#importsOf(test).has(file))
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, nearest);
  }

  #importsOf(test: string): ReadonlySet<string> {
    let found = this.#imports.get(test);
    if (found === undefined) {
      const seen = new Set<string>();
      const waiting = [test];
      for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
        if (seen.has(file)) continue;
        seen.add(file);
        for (const { fileName } of ts.preProcessFile(this.read(file), true, true).importedFiles)
          if (/^\..*\.ts$/.test(fileName)) waiting.push(path.posix.join(path.posix.dirname(file), fileName));
      }
      this.#imports.set(test, (found = seen));
    }
    return found;
  }

  /**
   * The test file that notices a mutant: it fails, and fails again alone. One that does not end counts if it takes three times as
   * long as it does at that moment without the mutant.
   * @param patienceMs What is allowed beyond the threefold time
   */
  async killerOf(
    mutant: Mutant,
    tests: readonly Measured[],
    patienceMs = 20_000,
  ): Promise<string | undefined> {
    const text = this.read(mutant.file);
    const wrong = mutated(text, mutant);
    this.write(mutant.file, wrong);
    try {
      for (let left = tests; left.length > 0;) {
        const { passed, ended, file } = await this.run(namesOf(left), limitOf(left, patienceMs));
        if (passed) return undefined;
        const failed = left.filter((test) => file === undefined || test.file === file);
        let limitMs = limitOf(failed, patienceMs);
        if (ended) {
          this.write(mutant.file, text);
          const started = Date.now();
          await this.run(namesOf(failed), 20 * limitMs);
          limitMs = patienceMs + 3 * (Date.now() - started);
          this.write(mutant.file, wrong);
        }
        if (!(await this.run(namesOf(failed), limitMs)).passed)
          return failed.length > 1 ? "all: they cannot be loaded" : failed.at(0)?.file;
        left = left.filter((test) => !failed.includes(test));
      }
      return undefined;
    } finally {
      this.write(mutant.file, text);
    }
  }

  /**
   * Runs test files in one process until the first failure.
   * @param limitMs After so long it counts as failed
   */
  async run(tests: readonly string[], limitMs: number): Promise<Outcome> {
    const running = path.join(this.#temporary, "running");
    rmSync(running, { force: true });
    const report = ["--reporter", reporter, "--reporter-option", `output=${running}`];
    const child = spawn(
      process.execPath,
      ["node_modules/mocha/bin/mocha.js", "--bail", "--exit", "--timeout", patience, ...report, ...tests],
      { cwd: this.folder, stdio: "ignore", detached: process.platform !== "win32" },
    );
    let ended = false;
    const timer = setTimeout(() => {
      ended = true;
      if (process.platform === "win32" || child.pid === undefined) child.kill("SIGKILL");
      else process.kill(-child.pid, "SIGKILL");
    }, limitMs);
    const passed = await new Promise<boolean>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code) => {
        resolve(code === 0);
      });
    });
    clearTimeout(timer);
    const lines = existsSync(running) ? readFileSync(running, "utf8").trim().split("\n") : [];
    const begun = lines.map((line) => {
      const space = line.indexOf(" ");
      const file = path.relative(this.folder, line.slice(space + 1)).replaceAll("\\", "/");
      return { file, at: Number(line.slice(0, space)) };
    });
    const times = new Map(
      begun.map(({ file, at }, index) => [file, (begun[index + 1]?.at ?? Date.now()) - at]),
    );
    const last = begun.at(-1);
    return { passed, ended, times, ...(last !== undefined && { file: last.file }) };
  }
}
