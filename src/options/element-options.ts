/** Options of the element layer: default, allowed values, meaning and source. */
import type { OptionEntry } from "./option-entry.ts";

/** Named options of the element layer. */
export interface ElementLayerOptions {
  /** ms that a connection may fail before the element is in timeout, when the protocol does not say. */
  readonly elementTimeoutMs: number;
  /** Any message, also one that matches no response, clears a failing connection. */
  readonly anyMessageIsLife: boolean;
  /** ms that a stop waits for a script whose promise is pending. */
  readonly stopGraceMs: number;
  /** The status parameter becomes 0 once after the first failed attempt to open. */
  readonly statusFirstClosed: boolean;
  /** A saved connection status is loaded at start. */
  readonly restoreStatus: boolean;
}

/** Default, allowed values, meaning and source of every option of the element layer. */
export const elementOptionRegister: {
  readonly [K in keyof ElementLayerOptions]: OptionEntry<ElementLayerOptions[K]>;
} = {
  elementTimeoutMs: {
    default: 30_000,
    values: "a number",
    layer: "element",
    meaning:
      "ms that a connection may fail before the element is in timeout, when the protocol does not set it",
    page: "Protocol.PortSettings.TimeoutTimeElement",
  },
  anyMessageIsLife: {
    default: true,
    values: [true, false],
    layer: "element",
    meaning: "a message that matches no response still ends the failing state of a connection",
    page: "NT_CHANGE_COMMUNICATION_STATE",
  },
  stopGraceMs: {
    default: 2000,
    values: "a number",
    layer: "element",
    meaning: "ms that a stop waits for a script whose promise is pending",
    page: "Element_states",
  },
  statusFirstClosed: {
    default: true,
    values: [true, false],
    layer: "element",
    meaning: "the status parameter becomes 0 once after the first failed attempt to open",
    page: "ConnectionsWebSocketsConnectionStatus",
  },
  restoreStatus: {
    default: false,
    values: [true, false],
    layer: "element",
    meaning: "a saved connection status is loaded at start",
    page: "ConnectionsWebSocketsConnectionStatus",
  },
};
