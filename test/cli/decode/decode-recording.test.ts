/** `qaction decode RECORDING`: what each message is, and what it fills. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { closed, open, recorded, text } from "../../support/recording/entries.ts";
import { printed } from "../../support/printed.ts";
import { inFolder } from "../../support/temporary.ts";

describe("cli/decode/decode-recording", () => {
  it("prints opcode, size and encoding of each message, and the state of the line", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.jsonl");
      const entries = [
        open(0),
        text("out", 10, "ask"),
        text("in", 20, "Zürich", 2),
        text("in", 30, "ZÃ¼rich"),
        text("in", 40, Buffer.from("Zürich, Köln", "latin1")),
        closed(50),
      ];
      await recorded(file, entries);
      const { code, out } = await printed("decode", file);
      expect(code).to.equal(0);
      expect(out).to.have.length(6);
      expect(out[0]).to.equal("    2 00:00:00.000 [0] state open ws://device/");
      expect(out[1]).to.equal('    3 00:00:00.010 [0] out   text   3 B  ASCII  "ask"');
      expect(out[2]).to.equal('    4 00:00:00.020 [0] in    binary 7 B  UTF-8  "Zürich"');
      expect(out[3]).to.match(/ 9 B {2}UTF-8; .*1252/);
      expect(out[4]).to.match(/ 12 B .*"Zürich, Köln"$/);
      const json = await printed("decode", file, "--json");
      expect(JSON.parse(json.out[2] ?? "")).to.deep.equal({
        ...{ place: 4, at: "2026-01-01T00:00:00.020Z", connection: 0, direction: "in", opcode: 2 },
        ...{ length: 7, verdict: "UTF-8", text: "Zürich", note: null },
      });
      const bytes = await printed("decode", file, "--input", "file");
      expect(bytes.out[0]).to.include("taken for a file");
    });
  });

  it("with a protocol: the response that a message matches, and the parameters that it fills", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.jsonl");
      await recorded(file, [open(0), text("in", 20, '{"type":"pong"}')]);
      const { out } = await printed("decode", file, "--protocol", "examples/websocket/plain", "--json");
      const message = JSON.parse(out[1] ?? "") as { filled: { parameters: { pid: number; name: string }[] } };
      expect(message.filled.parameters.map(({ pid, name }) => [pid, name])).to.deep.equal([
        [10, "Event Message"],
      ]);
    });
  });

  it("--protocol needs a recording", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.txt");
      writeFileSync(file, "hello");
      const { err } = await printed("decode", file, "--protocol", "examples/websocket/plain");
      expect(err.join()).to.include("--protocol goes with a recording");
    });
  });
});
