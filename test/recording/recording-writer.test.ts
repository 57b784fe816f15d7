/** The file of a recording while it is written, and when it cannot be. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { RecordingReader } from "../../src/recording/recording-reader.ts";
import { RecordingWriter } from "../../src/recording/recording-writer.ts";
import { inFolder } from "../support/temporary.ts";

const entry = { at: 5, connection: 0, direction: "in", bytes: Buffer.from("é") } as const;

describe("recording/recording-writer", () => {
  it("the file has its head at once, and the entries of a turn of the event loop behind it", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.jsonl");
      const writer = new RecordingWriter(file, "test", 1, () => undefined);
      expect(readFileSync(file, "utf8")).to.equal(
        '{"type":"recording","version":1,"at":"1970-01-01T00:00:00.001Z","source":"test"}\n',
      );
      writer.add(entry);
      writer.add(entry);
      await new Promise((resolve) => setImmediate(resolve));
      expect(new RecordingReader(file).push(readFileSync(file))).to.have.length(2);
      writer.add(entry);
      writer.close();
      expect(new RecordingReader(file).push(readFileSync(file))).to.have.length(3);
    });
  });

  it("a full disk is told once, and nothing more is written", function () {
    if (!existsSync("/dev/full")) this.skip();
    const failures: string[] = [];
    const writer = new RecordingWriter("/dev/full", "test", 1, ({ message }) => failures.push(message));
    writer.add(entry);
    writer.close();
    expect(failures).to.have.length(1);
    expect(failures[0]).to.include("ENOSPC");
  });
});
