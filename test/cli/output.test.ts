/** Lines on the standard streams, in the process of the test: only what no child process has to be started for. */
import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs lines of TypeScript that have an `output` and print what it reports to the error stream. */
function run(lines: string, shell: string): { status: number | null; stdout: string; stderr: string } {
  const program = `import { Output } from "./src/cli/output.ts";
    const output = new Output((error) => process.stderr.write("failed " + error.code));
    ${lines}`;
  return spawnSync(
    "bash",
    ["-c", shell, "bash", process.execPath, "--import", "tsx", "--input-type=module", "-e", program],
    { cwd: root, encoding: "utf8" },
  );
}

describe("output of a run", () => {
  before(function () {
    if (process.platform === "win32") this.skip();
  });

  it("has written a line when the call returns, however slowly it is read", () => {
    const lines = 'for (let i = 0; i < 300; i++) output.line("é".repeat(500)); process.exit(0);';
    const { stdout } = run(lines, '"$@" | (sleep 0.2; cat)');
    expect(stdout).to.equal(`${"é".repeat(500)}\n`.repeat(300));
  });

  it("tells once that nobody reads any more, and goes on in silence", () => {
    const lines =
      'await new Promise((r) => setTimeout(r, 100)); output.line("a"); output.line("b"); output.complain("end");';
    const { stderr } = run(lines, '"$@" | true');
    expect(stderr).to.equal("failed EPIPEend\n");
  });
});
