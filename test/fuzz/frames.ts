/** Random frames in random pieces: the kit's reader beside the library, and the library alone. */
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import * as ws from "ws";
import { FrameReader } from "../../src/connection/websocket/frames.ts";
import type { FuzzTarget } from "./case.ts";

/** The reader inside of the library, which its types do not show. */
const { Receiver } = ws as unknown as { readonly Receiver: new (options: object) => Writable };
const limit = 300;

class Told {
  readonly events: string[] = [];
  readonly #receiver = new Receiver({ maxPayload: limit, skipUTF8Validation: true });

  constructor() {
    const note = (name: string) => (bytes: Buffer) => this.events.push(`${name} ${bytes.toString("hex")}`);
    this.#receiver.on("message", (bytes: Buffer, binary: boolean) => {
      this.message(bytes, binary);
    });
    for (const name of ["ping", "pong"]) this.#receiver.on(name, note(name));
    this.#receiver.on("conclude", (code: number) => this.events.push(`close ${String(code)}`));
    this.#receiver.on("error", (error) => this.events.push(error.message));
  }

  message(bytes: Buffer, binary: boolean): void {
    this.events.push(`${binary ? "binary" : "text"} ${bytes.toString("hex")}`);
  }

  other(bytes: Buffer): void {
    if (this.#receiver.writable) this.#receiver.write(bytes);
  }

  async all(): Promise<string> {
    if (this.#receiver.writable) this.#receiver.end();
    await finished(this.#receiver).catch(() => undefined);
    return this.events.join("\n");
  }
}

export const framesTarget: FuzzTarget = {
  name: "frames",
  short: 400,
  // Each step is one read: often the begin of a frame, now and then anything.
  make: (random) => ({
    start: "",
    steps: Array.from({ length: 1 + random.below(10) }, () => {
      const first = random.once(12) ? random.below(256) : random.pick([0x81, 0x82, 0x81, 0x82, 0x89, 0x8a]);
      const size = random.once(12) ? random.below(256) : random.below(20);
      const head = size > 125 ? [first, 126, 0, size] : [first, size];
      const whole = Buffer.concat([Buffer.from(head), random.bytes(size)]);
      return whole
        .subarray(0, random.once(6) ? random.below(whole.length + 1) : whole.length)
        .toString("hex");
    }),
  }),
  run: async ({ steps }) => {
    const [ours, alone] = [new Told(), new Told()];
    const frames = new FrameReader({ now: () => 0 }, null, {
      message: (_, bytes, binary) => {
        ours.message(bytes, binary);
      },
    });
    frames.attach({
      emit: (_, bytes) => {
        ours.other(bytes);
        return true;
      },
    });
    frames.begin(limit, Buffer.alloc(0));
    for (const step of steps) {
      frames.read(Buffer.from(step, "hex"));
      alone.other(Buffer.from(step, "hex"));
    }
    const [one, other] = [await ours.all(), await alone.all()];
    if (one !== other) throw new Error(`with the kit's reader:\n${one}\nthe library alone:\n${other}`);
  },
};
