/** Smart-serial data: handed on about every 15 ms, or packet by packet (`ConnectionsSmartSerialDataForwarding`). */
import type { Clock, Timer } from "../../base/clock.ts";
import { bytesToHex } from "../../encoding/hex.ts";
import { createFrameCutter, type FrameCutter } from "../../wire/stream/frame-cutter.ts";
import type { FrameRules } from "../../wire/stream/frame-rules.ts";
import { smartIpHeader } from "../../wire/stream/smart-ip-header.ts";
import type { Report } from "../connection-report.ts";
import type { SerialInput } from "./serial-input.ts";

/** ms after which data without packets is handed on (`Protocol.Type-communicationOptions`, maxReceiveBuffer). */
export const forwardMs = 15;

/** Bytes that a notice shows. */
const mostShown = 32;

/** What one line's data passes through. */
export interface SerialChunksSetup {
  readonly rules: FrameRules;
  readonly clock: Clock;
  readonly report: Report;
  /** Bytes of the longest packet; one that grows longer is thrown away. */
  readonly maxBytes: number;
  /** Takes a packet; `at` is the arrival of its last byte. */
  readonly hand: (bytes: Uint8Array, at: number) => void;
  /** The other side, for `smartIpHeader`. */
  readonly sender: { readonly address: string; readonly port: number };
}

/** The data of one smart-serial line. */
export class SerialChunks implements SerialInput {
  readonly #setup: SerialChunksSetup;
  readonly #header: boolean;
  #cutter: FrameCutter;
  #timer: Timer | undefined;
  #arrived = 0;
  #noticed = false;
  #sequence = 0;

  constructor(setup: SerialChunksSetup) {
    this.#setup = setup;
    this.#header = setup.rules.kind === "none" && setup.rules.smartIpHeader;
    this.#cutter = createFrameCutter(setup.rules, this.#noise);
  }

  data(bytes: Uint8Array): void {
    const { clock, maxBytes, report, rules } = this.#setup;
    this.#arrived = clock.now();
    this.#cutter.push(bytes);
    for (let packet = this.#cutter.take(); packet !== undefined; packet = this.#cutter.take())
      this.#hand(packet);
    const { waiting } = this.#cutter;
    if (waiting > maxBytes) {
      report.notice(
        "MESSAGE_DROPPED",
        "warning",
        `${String(waiting)} bytes came without the end of a packet, and were thrown away.`,
        { bytes: waiting },
      );
      this.#cutter = createFrameCutter(rules, this.#noise);
      return;
    }
    if (waiting > 0 && this.#flushes()) this.#timer ??= clock.after(forwardMs, this.#flush);
  }

  sending(): void {
    // Pushes are never thrown away.
  }

  end(): void {
    this.#flush();
    this.drop();
  }

  drop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#cutter = createFrameCutter(this.#setup.rules, this.#noise);
  }

  /** Told once a line: a device that floods must not flood the log. */
  readonly #noise = (bytes: Uint8Array): void => {
    if (this.#noticed) return;
    this.#noticed = true;
    const shown = bytesToHex(bytes.subarray(0, mostShown));
    this.#setup.report.notice(
      "BYTES_DROPPED",
      "warning",
      `${String(bytes.length)} bytes (${shown}${bytes.length > mostShown ? " ..." : ""}) stand outside of every header and ` +
        "trailer and are thrown away, and so are further ones. Give them a response of fixed length, or a header and a trailer.",
      { bytes: bytes.length },
    );
  };

  /** True when not only whole packets are handed on. */
  #flushes(): boolean {
    const { rules } = this.#setup;
    return rules.kind === "none" || (rules.kind === "stuffing" && rules.trailer === undefined);
  }

  readonly #flush = (): void => {
    this.#timer?.cancel();
    this.#timer = undefined;
    const bytes = this.#cutter.flush();
    if (bytes !== undefined) this.#hand(bytes);
  };

  #hand(packet: Uint8Array): void {
    const { hand, sender } = this.#setup;
    if (!this.#header) {
      hand(packet, this.#arrived);
      return;
    }
    const header = smartIpHeader({ transport: "tcp", ...sender, sequence: this.#sequence++ });
    hand(Buffer.concat([header, packet]), this.#arrived);
  }
}
