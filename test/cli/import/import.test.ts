/** `qaction import`: a HAR and a stream file become recordings; what cannot be imported is told. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { openRecording } from "../../../src/recording/open-recording.ts";
import { streamJsonLines } from "../../../src/element/stream/stream-export.ts";
import { entriesOf, start } from "../../support/recording/entries.ts";
import { printed } from "../../support/printed.ts";
import { inFolder } from "../../support/temporary.ts";

const har = (url: string): unknown => ({
  startedDateTime: new Date(start).toISOString(),
  request: { url, headers: [] },
  response: { status: 101, statusText: "Switching Protocols", headers: [] },
  _webSocketMessages: [
    { type: "send", time: start + 10, opcode: 1, data: "ask" },
    { type: "receive", time: start + 20, opcode: 1, data: "é" },
  ],
});

describe("cli/import/import", () => {
  it("writes a recording of a HAR, and says what is in it", async () => {
    await inFolder(async (folder) => {
      const [source, output] = [path.join(folder, "a.har"), path.join(folder, "a.jsonl")];
      const entries = [har("wss://device/events"), har("wss://device/log")];
      writeFileSync(source, JSON.stringify({ log: { entries } }));
      const all = await printed("import", source, "--output", output);
      expect(all).to.deep.equal({
        code: 0,
        out: [
          `${output}: 4 messages.`,
          "  connection 0 wss://device/events: 1 to the device, 1 from it",
          "  connection 1 wss://device/log: 1 to the device, 1 from it",
        ],
        err: [],
      });
      expect(readFileSync(output, "utf8").split("\n")[0]).to.include('"source":"a.har"');
      const one = await printed("import", source, "--output", output, "--url", "/log");
      expect(one.out[1]).to.equal("  connection 0 wss://device/log: 1 to the device, 1 from it");
      const read = await entriesOf(await openRecording(output));
      expect(
        read.map(({ direction, bytes }) => [direction, Buffer.from(bytes ?? []).toString()]),
      ).to.deep.equal([
        ...[
          ["state", ""],
          ["out", "ask"],
          ["in", "é"],
        ],
      ]);
    });
  });

  it("takes the stream file of a run: its lines are a subset of the format", async () => {
    await inFolder(async (folder) => {
      const [source, output] = [path.join(folder, "s.jsonl"), path.join(folder, "a.jsonl")];
      const entry = {
        number: 1,
        at: start,
        connection: 0,
        direction: "in",
        opcode: 1,
        response: 31,
        params: [11],
      } as const;
      writeFileSync(source, streamJsonLines([{ ...entry, bytes: Buffer.from("é") }]));
      expect((await printed("import", source, "--output", output)).code).to.equal(0);
      expect(readFileSync(output, "utf8").split("\n")[1]).to.equal(
        '{"type":"stream","at":"2026-01-01T00:00:00.000Z","connection":0,"direction":"in","opcode":1,"length":2,"text":"é"}',
      );
    });
  });

  it("ends with 1 and writes nothing when there is nothing to record; refuses to write over its source", async () => {
    await inFolder(async (folder) => {
      const source = path.join(folder, "a.har");
      writeFileSync(source, JSON.stringify({ log: { entries: [] } }));
      const none = await printed("import", source, "--output", path.join(folder, "a.jsonl"));
      expect(none.code).to.equal(1);
      expect(none.err.join("\n")).to.include("holds no WebSocket").and.include("is not written");
      const same = await printed("import", source, "--output", source);
      expect(same.err.join()).to.include("--output is the source itself. Choose another file.");
    });
  });
});
