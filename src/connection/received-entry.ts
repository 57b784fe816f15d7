/** The stream entry of a message that came in. */
import type { ConnectionStreamEntry } from "./connection.ts";

/** Of a class, so that the entries of which there are many can be told from the others at a glance. */
export class ReceivedEntry implements ConnectionStreamEntry {
  readonly at: number;
  readonly connection: number;
  readonly direction = "in";
  readonly bytes: Uint8Array;
  declare readonly opcode?: 1 | 2;

  constructor(at: number, connection: number, bytes: Uint8Array, opcode: 1 | 2 | undefined) {
    this.at = at;
    this.connection = connection;
    this.bytes = bytes;
    if (opcode !== undefined) this.opcode = opcode;
  }
}
