/** `qaction replay`: the first time, as expected, different, written anew; and its arguments. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { replayEnd } from "../../../src/cli/replay/replay.ts";
import { closed, open, recorded, text } from "../../support/recording/entries.ts";
import { printed } from "../../support/printed.ts";
import { inFolder } from "../../support/temporary.ts";

const connector = "examples/websocket/plain";
const event = (source: string): string => JSON.stringify({ type: "event", number: 1, source, value: 1 });

/** A recording with one event, in a folder of its own. */
async function withSession(work: (file: string, expected: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const file = path.join(folder, "session.jsonl");
    await recorded(file, [open(0), text("in", 100, event("Café")), closed(500)]);
    await work(file, path.join(folder, "session.expected.json"));
  });
}

describe("cli/replay/replay", () => {
  it("prints what it shows while nothing is expected, writes it with --update, and compares from then on", async () => {
    await withSession(async (file, expected) => {
      const first = await printed("replay", file, connector);
      expect(first.code).to.equal(1);
      expect(first.out.join("\n")).to.include('"22": "Café"');
      expect(first.err.join()).to.include("session.expected.json does not exist");
      const update = await printed("replay", file, connector, "--update");
      expect(update.out[0]).to.match(/3 entries replayed in .* s\. .*session\.expected\.json is written\.$/);
      expect(readFileSync(expected, "utf8")).to.equal(`${first.out.join("\n")}\n`);
      const again = await printed("replay", file, connector);
      expect([again.code, again.err]).to.deep.equal([0, []]);
      expect(again.out).to.have.length(1);
      expect(again.out[0]).to.match(/as .*session\.expected\.json expects\.$/);
    });
  });

  it("shows a difference of encoding in bytes, and ends with 1", async () => {
    await withSession(async (file, expected) => {
      await printed("replay", file, connector, "--update");
      writeFileSync(expected, readFileSync(expected, "utf8").replace('"22": "Café"', '"22": "CafÃ©"'));
      const { code, out } = await printed("replay", file, connector);
      expect(code).to.equal(1);
      expect(out.slice(1)).to.deep.equal([
        "  parameter 22 (Source)",
        '    - "CafÃ©"',
        '    + "Café"',
        "      - at byte 0: 43 61 66 C3 83 C2 A9",
        "      + at byte 0: 43 61 66 C3 A9",
        `        ${" ".repeat("at byte 0: ".length + 12)}^^`,
      ]);
      const update = await printed("replay", file, connector, "--update");
      expect([update.code, update.out[0]?.includes("is written anew")]).to.deep.equal([0, true]);
      expect((await printed("replay", file, connector)).code).to.equal(0);
    });
  });

  it("ends where --until says", () => {
    expect([replayEnd("12.5s"), replayEnd("300"), replayEnd(undefined)]).to.deep.equal([
      ...[{ ms: 12_500 }, { place: 300 }, undefined],
    ]);
    for (const wrong of ["12.5", "s", "-1", "0"]) expect(() => replayEnd(wrong)).to.throw("--until is");
  });

  for (const [what, words, message] of [
    ["no connector", [], "Which connector?"],
    ["--loose alone", ["--loose"], "--loose goes with --serve."],
    ["--serve with a connector", [connector, "--serve", "0"], "--serve plays the device"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { err } = await printed("replay", "README.md", ...words);
      expect(err.join()).to.include(message);
    });
  }

  it("says what a file is not", async () => {
    const { code, err } = await printed("replay", "README.md", connector);
    expect(code).to.equal(1);
    expect(err.join()).to.include("README.md is no recording, no HAR file and no capture");
  });
});
