/** Options of commands and responses. */
import type { OptionRow } from "./option-row.ts";

export const wireOptions = {
  textFrameBytes: {
    default: "codePage",
    values: ["codePage", "asIs"],
    meaning:
      "0x values and binary numbers from 80 (hex) up in a text frame are decoded with the code page, or sent as they are",
    page: "ConnectionsWebSocketsImplementation",
  },
  implicitRead: {
    default: false,
    values: [true, false],
    meaning: "variable fields of a response are filled without a read action",
    page: "LogicActionRead",
  },
  leftoverBytes: {
    default: "nextMessage",
    values: ["nextMessage", "mismatch", "ignore"],
    meaning:
      "bytes after the last parameter: tried as a further message after a trailer or an other param, a mismatch, or ignored",
    page: "Protocol.Responses.Response.Content",
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
