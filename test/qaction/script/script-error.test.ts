/** What a script threw, in words. */
import { fileURLToPath } from "node:url";
import path from "node:path";
import { expect } from "chai";
import { describeScriptError } from "../../../src/qaction/script/script-error.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

function errorWith(message: string, ...frames: readonly string[]): Error {
  const error = new Error(message);
  error.stack = [`Error: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join("\n");
  return error;
}

describe("script error", () => {
  it("keeps the frames of scripts, without those of the kit and of Node", () => {
    const described = describeScriptError(
      errorWith(
        "boom",
        "JSON.parse (<anonymous>)",
        `parse (${path.join(path.sep, "scripts", "QAction_1.ts")}:3:9)`,
        `QActionRunner.start (${root}src/qaction/runner.ts:10:1)`,
        "node:internal/process/task_queues:95:5",
        `Run (${path.join(path.sep, "scripts", "QAction_2.ts")}:7:1)`,
      ),
    );
    expect(described.message).to.equal("Error: boom");
    expect(described.stack.split("\n")).to.have.length(4);
    expect(described.file).to.equal(path.join(path.sep, "scripts", "QAction_1.ts"));
    expect([described.line, described.column]).to.deep.equal([3, 9]);
  });

  it("shows files as paths", () => {
    const described = describeScriptError(errorWith("boom", "Run (file:///scripts/QAction_1.mjs:5:2)"));
    expect(described.stack)
      .to.contain(`${path.join(path.sep, "scripts", "QAction_1.mjs")}:5:2`)
      .and.to.not.contain("file:");
    expect(described.line).to.equal(5);
  });

  it("takes whatever is thrown", () => {
    expect(describeScriptError("words")).to.deep.equal({ message: "words", stack: "words" });
    expect(describeScriptError(null).stack).to.equal("null");
    const bare = new TypeError("");
    delete bare.stack;
    expect(describeScriptError(bare).message).to.equal("TypeError");
  });
});
