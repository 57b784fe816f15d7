/** A WebSocket message as one object that serves as its stream entry and as the `MessageInfo` for the element. */
import type { ConnectionStreamEntry, MessageInfo } from "./connection.ts";

/** A class, because `instanceof` recognises these frequent entries at no cost. */
export class ReceivedEntry implements ConnectionStreamEntry, MessageInfo {
  readonly at: number;
  readonly connection: number;
  readonly direction = "in";
  readonly bytes: Uint8Array;
  readonly opcode: 1 | 2;
  /** Number of this entry, once a stream has taken it. */
  entry: number | undefined;

  constructor(at: number, connection: number, bytes: Uint8Array, opcode: 1 | 2) {
    this.at = at;
    this.connection = connection;
    this.bytes = bytes;
    this.opcode = opcode;
    this.entry = undefined;
  }

  get binary(): boolean {
    return this.opcode === 2;
  }
}
