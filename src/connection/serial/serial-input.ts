/** What becomes of the bytes that come in by a serial line: one way for serial, another for smart-serial. */
import type { CollectedAnswer } from "../connection.ts";

/** Takes the bytes of one line. */
export interface SerialInput {
  data(bytes: Uint8Array): void;
  /** A command is about to go out. */
  sending(): void;
  /** The line has ended: what can be handed on is handed on, the rest is forgotten. */
  end(): void;
  /** Serial: what has come of the answer whose time is over; undefined when nothing has. */
  collected?(): CollectedAnswer | undefined;
  /** We leave the line: nothing more is handed on. */
  drop(): void;
}
