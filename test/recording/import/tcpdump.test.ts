/** Captures that tcpdump has made of real servers and clients (`tools/captures`). */
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { openRecording } from "../../../src/recording/open-recording.ts";
import { entriesOf } from "../../support/recording/entries.ts";

const long = Buffer.from("Zürich 東京 😀 ".repeat(40));
const bytes = Buffer.from([0, 255, 128]);

describe("recording/import/tcpdump", () => {
  for (const [name, what] of [
    ["loopback.pcap", "Ethernet of the loopback device"],
    ["any-deflate.pcap", "Linux cooked, with permessage-deflate"],
  ]) {
    it(`${what ?? ""}: every message, and the close code`, async () => {
      const remarks: string[] = [];
      const recording = await openRecording(
        fileURLToPath(new URL(`captures/${name ?? ""}`, import.meta.url)),
        {
          remark: ({ message }) => remarks.push(message),
        },
      );
      const entries = await entriesOf(recording);
      expect([recording.kind, remarks]).to.deep.equal(["capture", []]);
      expect(
        entries.map(({ direction, opcode, bytes: payload, code }) => [direction, opcode ?? code, payload]),
      ).to.deep.equal([
        ["state", undefined, undefined],
        ["in", 1, Buffer.from("hello")],
        ["out", 1, long],
        ["in", 1, long],
        ["out", 2, bytes],
        ["in", 2, bytes],
        ["out", 1, Buffer.from("bye")],
        ["state", 4000, undefined],
      ]);
      expect(entries.at(-1)).to.include({ reason: "as you wish" });
      expect(entries.at(-1)?.change).to.include({ by: "peer" });
    });
  }
});
