/**
 * A simulated device against a bare loop over `ws` that does the same: read JSON, look at its type, answer with JSON. Each is a
 * process of its own, whose processor time counts; the other side sends a series of messages and waits for all answers.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import type { AnsweringSide } from "./support/answering-server.ts";
import { compare, head, row } from "./support/ratio.ts";

/** Messages of a round. */
const count = 20_000;
/** Messages that are sent before their answers are awaited. */
const together = 100;

const message = JSON.stringify({ type: "get", source: "level", padding: "x".repeat(150) });

/** A server in a process of its own, with a client. */
class Answering {
  readonly #child: ChildProcess;
  readonly #socket: WebSocket;

  private constructor(child: ChildProcess, socket: WebSocket) {
    this.#child = child;
    this.#socket = socket;
  }

  static async start(side: AnsweringSide): Promise<Answering> {
    const file = fileURLToPath(
      new URL(`./support/answering-server${extname(import.meta.url)}`, import.meta.url),
    );
    const child = fork(file, [side]);
    const [{ port }] = (await once(child, "message")) as [{ port: number }];
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}`, { perMessageDeflate: false });
    await once(socket, "open");
    return new Answering(child, socket);
  }

  /** Sends a series and waits for its answers. @returns processor time of the server, ms */
  async round(): Promise<number> {
    const before = await this.#processorMs();
    let answers = 0;
    await new Promise<void>((resolve) => {
      const next = (): void => {
        for (let sent = 0; sent < together; sent++) this.#socket.send(message);
      };
      const heard = (): void => {
        answers += 1;
        if (answers === count) {
          this.#socket.off("message", heard);
          resolve();
        } else if (answers % together === 0) next();
      };
      this.#socket.on("message", heard);
      next();
    });
    return (await this.#processorMs()) - before;
  }

  stop(): void {
    this.#socket.terminate();
    this.#child.kill();
  }

  async #processorMs(): Promise<number> {
    this.#child.send("time");
    const [time] = (await once(this.#child, "message")) as [number];
    return time;
  }
}

const [device, bare] = [await Answering.start("device"), await Answering.start("bare server")];
console.log(head("simulator: a message and its answer, processor time of the server (aim 0.5 or more)"));
const comparison = await compare(
  () => device.round(),
  () => bare.round(),
  9,
  3,
);
console.log(
  row(`${String(message.length)} B, ${String(together)} at a time`, comparison, count / 1000, "us"),
);
device.stop();
bare.stop();
