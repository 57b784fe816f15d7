/** Processes the bytes received on a serial line, in one way for serial and in another for smart-serial. */
import type { CollectedAnswer } from "../connection.ts";

/** Receives the bytes of one line. */
export interface SerialInput {
  data(bytes: Uint8Array): void;
  /** A command is about to be sent. */
  sending(): void;
  /** The line has ended: delivers what can be delivered and drops the rest. */
  end(): void;
  /** Serial: takes what has arrived of an answer that timed out; undefined when nothing has. */
  collected?(): CollectedAnswer | undefined;
  /** We close the line: delivers nothing more. */
  drop(): void;
}
