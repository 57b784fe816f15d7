/** What a device reports while it runs. */
import type { FaultName } from "./faults.ts";

/** What has happened on a line. */
export type LineEvent =
  /** A line is open. */
  | { readonly type: "open"; readonly peer: string; readonly url: string }
  /** A line has ended; over WebSocket with the code and reason of the other side's close frame, or 1006. */
  | { readonly type: "closed"; readonly code?: number; readonly reason?: string }
  /** A message came; over HTTP a request, whose `text` begins with method and path. */
  | { readonly type: "in"; readonly bytes: Buffer; readonly text: string; readonly opcode: 1 | 2 }
  /** The device says something; faults may keep it from going out like this. */
  | { readonly type: "out"; readonly bytes: Buffer; readonly text: string; readonly opcode: 1 | 2 }
  /** No rule fits the last message. */
  | { readonly type: "unmatched"; readonly text: string }
  /** A fault has happened to a message. */
  | { readonly type: "fault"; readonly fault: FaultName };

/** One event of a device. */
export type DeviceEvent = {
  /** ms since 1970, of the device's clock. */
  readonly at: number;
  /** Name of the device. */
  readonly device: string;
  /** Name of the face. */
  readonly face: string;
  /** Number of the line in its face, from 1. */
  readonly line: number;
} & LineEvent;
