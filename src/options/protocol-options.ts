/** Options of the protocol layer: default, allowed values, meaning and source. */
import type { OptionEntry } from "./option-entry.ts";

/** Named options of loading a protocol. */
export interface ProtocolOptions {
  /** Which declares the connections when both `Type` and `Connections` stand in the file. */
  readonly typeAndConnections: "connections" | "type";
  /** Elements that may be nested in each other; deeper ones are left out. 1 or more. */
  readonly maxXmlDepth: number;
  /** Bytes of the largest protocol file that is read. */
  readonly maxXmlBytes: number;
}

/** Default, allowed values, meaning and source of every option of the protocol layer. */
export const protocolOptionRegister: {
  readonly [K in keyof ProtocolOptions]: OptionEntry<ProtocolOptions[K]>;
} = {
  typeAndConnections: {
    default: "connections",
    values: ["connections", "type"],
    layer: "protocol",
    meaning: "which of the two declares the connections when the file has both",
    page: "Protocol.Type",
  },
  maxXmlDepth: {
    default: 100,
    values: "a number",
    layer: "protocol",
    meaning: "how deep elements of a protocol.xml may be nested",
    page: "Protocol",
  },
  maxXmlBytes: {
    default: 67_108_864,
    values: "a number",
    layer: "protocol",
    meaning: "bytes of the largest protocol.xml that is read",
    page: "Protocol",
  },
};
