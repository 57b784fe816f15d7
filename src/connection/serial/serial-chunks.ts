/** Smart-serial data: delivered about every 15 ms, or packet by packet (`ConnectionsSmartSerialDataForwarding`). */
import type { Clock, Timer } from "../../base/clock.ts";
import { bytesToHex } from "../../encoding/hex.ts";
import { createFrameCutter, type FrameCutter } from "../../wire/stream/frame-cutter.ts";
import type { FrameRules } from "../../wire/stream/frame-rules.ts";
import { smartIpHeader } from "../../wire/stream/smart-ip-header.ts";
import type { Inbox } from "../inbox.ts";
import type { Report } from "../connection-report.ts";
import type { SerialInput } from "./serial-input.ts";

/** ms after which data without packets is delivered (`Protocol.Type-communicationOptions`, maxReceiveBuffer). */
export const forwardMs = 15;

/** Bytes shown in a notice. */
const mostShown = 32;

/** Who sends and how. */
export interface ChunkSender {
  readonly scheme: "tcp" | "udp";
  readonly host: string;
  readonly port: number;
  /** Data is delivered at once, not after 15 ms (`Protocol.PortSettings.FlushPerDatagram`). */
  readonly flushes: boolean;
}

/** The data of one smart-serial line. */
export class SerialChunks implements SerialInput {
  readonly #clock: Clock;
  readonly #report: Report;
  readonly #inbox: Inbox;
  readonly #rules: FrameRules;
  readonly #maxBytes: number;
  readonly #sender: ChunkSender;
  readonly #header: boolean;
  #cutter: FrameCutter;
  #timer: Timer | undefined;
  #arrived = 0;
  #noticed = false;
  #sequence = 0;

  /** @param maxBytes of the longest packet; a longer one is discarded */
  constructor(
    clock: Clock,
    report: Report,
    inbox: Inbox,
    rules: FrameRules,
    maxBytes: number,
    sender: ChunkSender,
  ) {
    this.#clock = clock;
    this.#report = report;
    this.#inbox = inbox;
    this.#rules = rules;
    this.#maxBytes = maxBytes;
    this.#sender = sender;
    this.#header = rules.kind === "none" && rules.smartIpHeader;
    this.#cutter = createFrameCutter(rules, this.#noise);
  }

  data(bytes: Uint8Array): void {
    this.#arrived = this.#clock.now();
    this.#cutter.push(bytes);
    for (let packet = this.#cutter.take(); packet !== undefined; packet = this.#cutter.take())
      this.#hand(packet);
    const { waiting } = this.#cutter;
    if (waiting > this.#maxBytes) {
      this.#report.notice(
        "MESSAGE_DROPPED",
        "warning",
        `${String(waiting)} bytes came without the end of a packet, and were thrown away.`,
        { bytes: waiting },
      );
      this.#cutter = createFrameCutter(this.#rules, this.#noise);
      return;
    }
    if (waiting === 0 || !this.#flushes()) return;
    if (this.#sender.flushes) this.#flush();
    else this.#timer ??= this.#clock.after(forwardMs, this.#flush);
  }

  sending(): void {
    // Unsolicited data is never discarded.
  }

  end(): void {
    this.#flush();
    this.drop();
  }

  drop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#cutter = createFrameCutter(this.#rules, this.#noise);
  }

  /** Reported once for each line: a device that floods must not flood the log. */
  readonly #noise = (bytes: Uint8Array): void => {
    if (this.#noticed) return;
    this.#noticed = true;
    const shown = bytesToHex(bytes.subarray(0, mostShown));
    this.#report.notice(
      "BYTES_DROPPED",
      "warning",
      `${String(bytes.length)} bytes (${shown}${bytes.length > mostShown ? " ..." : ""}) stand outside of every header and ` +
        "trailer and are thrown away, and so are further ones. Give them a response of fixed length, or a header and a trailer.",
      { bytes: bytes.length },
    );
  };

  /** True when incomplete packets may be delivered. */
  #flushes(): boolean {
    const rules = this.#rules;
    return rules.kind === "none" || (rules.kind === "stuffing" && rules.trailer === undefined);
  }

  readonly #flush = (): void => {
    this.#timer?.cancel();
    this.#timer = undefined;
    const bytes = this.#cutter.flush();
    if (bytes !== undefined) this.#hand(bytes);
  };

  #hand(packet: Uint8Array): void {
    if (!this.#header) {
      this.#inbox.message(packet, this.#arrived);
      return;
    }
    const { scheme, host, port } = this.#sender;
    const header = smartIpHeader({ transport: scheme, address: host, port, sequence: this.#sequence++ });
    this.#inbox.message(Buffer.concat([header, packet]), this.#arrived);
  }
}
