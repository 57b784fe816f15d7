/** A message that came in by a socket: its stream entry, and what the element is told of it, in one. */
import type { ConnectionStreamEntry, MessageInfo } from "./connection.ts";

/** Of a class, so that the entries of which there are many can be told from the others at a glance. */
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
