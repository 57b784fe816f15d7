/** One line of a device: sends messages, with the faults that happen to single messages. */
import type { Clock, Timer } from "../base/clock.ts";
import type { NetEncoding } from "../encoding/net-encoding.ts";
import { contentBytes, isBytes } from "./content.ts";
import type { Content, ScriptLine, SendOptions } from "./device-script.ts";
import type { FaultName, Faults } from "./faults.ts";
import { holdMs, LineOutput } from "./line-output.ts";
import { createRandom, type Random } from "./random.ts";

/** What carries the bytes of a line. */
export interface Carrier {
  /** Makes the bytes that carry one message: a frame, a packet. */
  pack(bytes: Buffer, opcode: number): Buffer;
  /** Sends bytes at once. */
  write(bytes: Buffer): void;
  close(code: number, reason: string): void;
  reset(): void;
  /** Stops or resumes reading. */
  hold(held: boolean): void;
}

/** What a line tells its face. */
export interface LineReports {
  sent(line: DeviceLine, bytes: Buffer, opcode: 1 | 2): void;
  /** A fault has happened. */
  fault(line: DeviceLine, name: FaultName): void;
}

/** What the lines of a face have in common. */
export interface LineSettings {
  readonly face: string;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly seed: number;
  /** Each message is an answer: it cannot come twice, or after the next one. */
  readonly single: boolean;
  /** Encoding of texts, and frames of texts: a face may get others while its lines are open. */
  style(): { readonly encoding: NetEncoding; readonly binary: boolean };
}

/** A byte that occurs nowhere in UTF-8. */
const neverInUtf8 = 0xff;
const normalClosure = 1000;

/** One line. */
export class DeviceLine implements ScriptLine {
  readonly number: number;
  readonly url: string;
  readonly tags = new Set<string>();
  readonly output: LineOutput;
  readonly #settings: LineSettings;
  readonly #carrier: Carrier;
  readonly #reports: LineReports;
  #messages = 0;
  /** A message that waits to be overtaken by the next one. */
  #overtaken: { readonly send: () => void; readonly timer: Timer } | undefined;

  constructor(number: number, url: string, settings: LineSettings, carrier: Carrier, reports: LineReports) {
    this.number = number;
    this.url = url;
    this.#settings = settings;
    this.#carrier = carrier;
    this.#reports = reports;
    const { faults, clock } = settings;
    this.output = new LineOutput((bytes) => carrier.write(bytes), faults, clock);
    this.obeyFaults();
  }

  get face(): string {
    return this.#settings.face;
  }

  send(content: Content, { binary }: SendOptions = {}): void {
    const style = this.#settings.style();
    const inBinary = binary ?? (isBytes(content) || style.binary);
    this.#send(contentBytes(content, style.encoding), inBinary ? 2 : 1);
  }

  close(code: number = normalClosure, reason = ""): void {
    if (this.#settings.faults.values.halfOpen !== undefined) return;
    this.output.push(() => this.#carrier.close(code, reason));
  }

  reset(): void {
    this.#carrier.reset();
  }

  /** The faults have changed: reading stops or goes on. */
  obeyFaults(): void {
    const { stopReading, halfOpen } = this.#settings.faults.values;
    this.#carrier.hold(stopReading !== undefined || halfOpen !== undefined);
  }

  /** The line is gone. */
  end(): void {
    this.#overtaken?.timer.cancel();
    this.#overtaken = undefined;
    this.output.end();
  }

  #send(bytes: Buffer, opcode: 1 | 2): void {
    const { faults } = this.#settings;
    this.#messages += 1;
    this.#reports.sent(this, bytes, opcode);
    if (faults.any) this.#sendWrong(bytes, opcode);
    else this.output.push(this.#carrier.pack(bytes, opcode));
  }

  /** Sends a message with the faults that chance has in store for it: of the seed, the line, and the number of the message. */
  #sendWrong(bytes: Buffer, opcode: 1 | 2): void {
    const { faults, seed, face, single } = this.#settings;
    const { values } = faults;
    const random = createRandom(seed, face, this.number, this.#messages);
    // Each is drawn every time, so that one fault does not change what another one does.
    const happens = (name: FaultName, chance = 0): boolean => {
      const drawn = random() < chance;
      if (drawn) this.#reports.fault(this, name);
      return drawn;
    };
    const late = (values.delay ?? 0) + random() * (values.jitter ?? 0);
    const dropped = happens("drop", values.drop);
    const reset = happens("reset", values.reset);
    let payload = this.#damaged(bytes, happens, random);
    const twice = happens("duplicate", single ? 0 : values.duplicate);
    const overtaken = happens("reorder", single ? 0 : values.reorder);
    if (values.halfOpen !== undefined || dropped) return;
    if (reset) {
      this.output.push(() => this.#carrier.reset(), late);
      return;
    }
    if (values.close !== undefined) {
      const { code, reason = "" } = values.close;
      this.#reports.fault(this, "close");
      this.output.push(() => this.#carrier.close(code, reason), late);
      return;
    }
    payload = this.#carrier.pack(payload, values.opcode ?? opcode);
    const send = (): void => {
      this.output.push(payload, late);
      if (twice) this.output.push(payload, late);
    };
    const before = this.#overtaken;
    this.#overtaken = undefined;
    before?.timer.cancel();
    if (overtaken && before === undefined) this.#overtaken = { send, timer: this.#releaseLater() };
    else send();
    before?.send();
  }

  #releaseLater(): Timer {
    return this.#settings.clock.after(holdMs, () => {
      const waiting = this.#overtaken;
      this.#overtaken = undefined;
      waiting?.send();
    });
  }

  #damaged(bytes: Buffer, happens: (name: FaultName, chance?: number) => boolean, random: Random): Buffer {
    const { truncate, corrupt, invalidUtf8 } = this.#settings.faults.values;
    const place = (): number => Math.floor(random() * bytes.length);
    const [end, corruptAt, invalidAt] = [place(), place(), place()];
    const change = 1 + Math.floor(random() * 255);
    const damaged = Buffer.from(bytes);
    if (happens("corrupt", corrupt) && bytes.length > 0)
      damaged[corruptAt] = (damaged[corruptAt] ?? 0) ^ change;
    if (happens("invalidUtf8", invalidUtf8) && bytes.length > 0) damaged[invalidAt] = neverInUtf8;
    return happens("truncate", truncate) ? damaged.subarray(0, end) : damaged;
  }
}
