/** Options of the element's life and timeout state. */
import { wholeNumber, type OptionRow } from "./option-row.ts";

export const elementOptions = {
  elementTimeoutMs: {
    default: 30_000,
    values: wholeNumber(0),
    meaning:
      "ms that a connection may fail before the element is in timeout, when the protocol does not set it",
    page: "Protocol.PortSettings.TimeoutTimeElement",
  },
  anyMessageIsLife: {
    default: true,
    values: [true, false],
    meaning: "a message that matches no response still ends the failing state of a connection",
    page: "NT_CHANGE_COMMUNICATION_STATE",
  },
  stopGraceMs: {
    default: 2000,
    values: wholeNumber(0),
    meaning: "ms that a stop waits for a script whose promise is pending",
    page: "Element_states",
  },
  statusFirstClosed: {
    default: true,
    values: [true, false],
    meaning: "the status parameter becomes 0 once after the first failed attempt to open",
    page: "ConnectionsWebSocketsConnectionStatus",
  },
  restoreStatus: {
    default: false,
    values: [true, false],
    meaning: "a saved connection status is loaded at start",
    page: "ConnectionsWebSocketsConnectionStatus",
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
