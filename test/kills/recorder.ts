/**
 * A process of its own, to be killed: records messages as fast as they come. A number that is written on the standard output stands for
 * messages that were handed to the system before.
 */
import { writeSync } from "node:fs";
import { RecordingWriter } from "../../src/recording/recording-writer.ts";
import { random, recordedText } from "./writer-model.ts";

const [file = "", seed = "0"] = process.argv.slice(2);
const next = random(Number(seed));
const writer = new RecordingWriter(file, "kills", Date.now(), (error) => {
  throw error;
});
for (let number = 1; ;) {
  for (let left = next(40); left >= 0; left--, number++) {
    const bytes = Buffer.from(recordedText(number));
    writer.add({ at: Date.now(), connection: 0, direction: "in", opcode: 1, bytes });
  }
  // The lines of this turn are written at its end.
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  writeSync(1, `${String(number - 1)}\n`);
}
