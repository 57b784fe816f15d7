/** A copy of the project in which one file at a time is wrong, and the tests that look at it. */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import ts from "typescript";

/** Never copied: made anew, or large and shared. */
const notCopied = new Set(["node_modules", ".git", "dist", "dist-bench", "coverage"]);

/** Tests near a file that are tried first. */
const nearest = 12;

/** A copy of the project. */
export class ProjectCopy implements Disposable {
  readonly folder: string;
  /** Test files with every source file that they import, directly or by others. */
  readonly #imports = new Map<string, ReadonlySet<string>>();

  constructor(root: string) {
    this.folder = mkdtempSync(path.join(tmpdir(), "qaction-mutants-"));
    for (const name of readdirSync(root))
      if (!notCopied.has(name))
        cpSync(path.join(root, name), path.join(this.folder, name), { recursive: true });
    symlinkSync(path.join(root, "node_modules"), path.join(this.folder, "node_modules"), "junction");
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
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
   * Runs mocha until the first failure.
   * @param limitMs After so long it counts as failed: the mutant loops.
   * @returns whether everything passed
   */
  passes(tests: readonly string[], limitMs: number): Promise<boolean> {
    const words = ["node_modules/mocha/bin/mocha.js", "--bail", "--exit", "--reporter", "min", ...tests];
    const child = spawn(process.execPath, words, {
      cwd: this.folder,
      stdio: "ignore",
      detached: process.platform !== "win32",
    });
    const timer = setTimeout(() => {
      if (process.platform === "win32" || child.pid === undefined) child.kill("SIGKILL");
      else process.kill(-child.pid, "SIGKILL");
    }, limitMs);
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code) => {
        clearTimeout(timer);
        resolve(code === 0);
      });
    });
  }
}
