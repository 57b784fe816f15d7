/** Options of loading a protocol. */
import { wholeNumber, type OptionRow } from "./option-row.ts";

export const protocolOptions = {
  typeAndConnections: {
    default: "connections",
    values: ["connections", "type"],
    meaning: "which of the two declares the connections when the file has both",
    page: "Protocol.Type",
  },
  maxXmlDepth: {
    default: 100,
    values: wholeNumber(1),
    meaning: "how deep elements of a protocol.xml may be nested",
    page: "Protocol",
  },
  maxXmlBytes: {
    default: 67_108_864,
    values: wholeNumber(0),
    meaning: "bytes of the largest protocol.xml that is read",
    page: "Protocol",
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
