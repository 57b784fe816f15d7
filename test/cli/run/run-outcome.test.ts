/** Which events make a run a failure. */
import { expect } from "chai";
import { RunOutcome } from "../../../src/cli/run/run-outcome.ts";
import type { ElementEventBody } from "../../../src/element/events.ts";

function sentences(...events: readonly ElementEventBody[]): string[] {
  const outcome = new RunOutcome();
  for (const event of events) outcome.event({ ...event, at: 0 });
  return outcome.sentences();
}

describe("outcome of a run", () => {
  it("a connection that failed and never opened counts once, with the first reason", () => {
    expect(
      sentences(
        { type: "connection", connection: 1, phase: "failed", reason: "refused" },
        { type: "connection", connection: 1, phase: "failed", reason: "timed out" },
      ),
    ).to.deep.equal(["connection 1 never opened: refused."]);
  });

  it("a connection that opened before or after a failure does not count", () => {
    const failed = { type: "connection", connection: 0, phase: "failed", reason: "refused" } as const;
    const open = { type: "connection", connection: 0, phase: "open", url: "ws://x" } as const;
    expect(sentences(open, failed)).to.deep.equal([]);
    expect(sentences(failed, open)).to.deep.equal([]);
  });

  it("a QAction that cannot run counts; one that throws does not, it is in the log", () => {
    const message = "QAction 1: its script cannot be loaded.";
    expect(sentences({ type: "log", kind: "error", code: "SCRIPT_NOT_LOADED", message })).to.deep.equal([
      message,
    ]);
    expect(sentences({ type: "log", kind: "error", code: "SCRIPT_FAILED", message })).to.deep.equal([]);
  });

  it("what is wrong with compiled QActions counts until they are compiled again without it", () => {
    const outcome = new RunOutcome();
    const failed = { type: "log", kind: "error", code: "SCRIPT_NOT_LOADED", at: 0 } as const;
    outcome.event({ ...failed, message: "QAction 1: its script cannot be loaded." });
    outcome.event({ ...failed, message: "QAction 2: it does not compile.", compiled: true });
    outcome.compiledAgain();
    outcome.event({ ...failed, message: "QAction 3: it does not compile.", compiled: true });
    expect(outcome.sentences()).to.deep.equal([
      "QAction 1: its script cannot be loaded.",
      "QAction 3: it does not compile.",
    ]);
    outcome.compiledAgain();
    expect(outcome.sentences()).to.deep.equal(["QAction 1: its script cannot be loaded."]);
  });

  it("saved values count while they are not on disk", () => {
    const message = "Saved values cannot be written to a.saved. ENOSPC: no space left on device, write.";
    const failed = { type: "log", kind: "error", code: "SAVED_NOT_WRITTEN", message } as const;
    const again = { type: "log", kind: "information", code: "SAVED_WRITTEN_AGAIN", message: "" } as const;
    expect(sentences(failed)).to.deep.equal([message]);
    expect(sentences(failed, again)).to.deep.equal([]);
    expect(sentences(failed, again, failed)).to.deep.equal([message]);
  });

  it("of the loader's findings only XML that is not well-formed counts", () => {
    const outcome = new RunOutcome();
    const position = { line: 3, column: 1, offset: 20 };
    outcome.diagnostic({ code: "REFERENCE_DANGLING", severity: "error", message: "", position });
    expect(outcome.sentences()).to.deep.equal([]);
    outcome.diagnostic({ code: "XML_MALFORMED", severity: "error", message: "", position });
    expect(outcome.sentences()).to.deep.equal(["the XML is not well-formed (line 3)."]);
  });
});
