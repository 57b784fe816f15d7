/**
 * A recording that is replayed, against the same messages from a socket: the bench `route`, "200 B, one", (a). Each side runs the same
 * connector with the same script; times are processor time per message. The aim is 0.8 of the rate of the socket.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RecordingWriter } from "../src/recording/recording-writer.ts";
import { start } from "./route.ts";
import { message } from "./support/message.ts";
import { compare, head, row } from "./support/ratio.ts";

const count = 100_000;
const size = 200;
const socketCount = 20_000;
/** ms between two messages of the recording. */
const pauseMs = 5;

/** A process that says the time of a round whenever it is asked. */
async function rounder(
  name: string,
  ...args: readonly (string | number)[]
): Promise<{
  readonly round: () => Promise<number>;
  readonly end: () => void;
}> {
  const file = fileURLToPath(new URL(`./support/${name}${extname(import.meta.url)}`, import.meta.url));
  const child = fork(file, args.map(String));
  await once(child, "message");
  return {
    round: async () => {
      child.send("round");
      const [time] = (await once(child, "message")) as [number];
      return time;
    },
    end: () => {
      child.kill();
    },
  };
}

const folder = mkdtempSync(join(tmpdir(), "qaction-bench-"));
try {
  const file = join(folder, "session.jsonl");
  const writer = new RecordingWriter(file, "bench", 0, (error) => {
    throw error;
  });
  for (let index = 0; index < count; index++) {
    const entry = { at: index * pauseMs, connection: 0, direction: "in", opcode: 2 } as const;
    writer.add({ ...entry, bytes: Buffer.from(message(index, size)) });
  }
  writer.close();
  console.log(head("replay: line of a recording to five sets, processor time per message"));
  const [sender, port] = await start("sender", size, socketCount, "1");
  const replayed = await rounder("replayer", file);
  const received = await rounder("receiver", Number(port), socketCount, "a", "element");
  const scale = count / socketCount;
  const comparison = await compare(replayed.round, async () => (await received.round()) * scale, 5, 2);
  console.log(row("200 B: replayed, against a socket", comparison, count / 1000, "us"));
  replayed.end();
  received.end();
  sender.kill();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
