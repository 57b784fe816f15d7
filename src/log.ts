/** What the kit itself has to say while an element runs: one line, with a stable code. */

/**
 * Codes of the lines that the runtime writes, with the sentence that explains each in `docs/errors.md`.
 * What a script writes with `Log` has no code.
 */
export const noticeCodes = {
  ACTION_FAILED:
    "An action could not do its work (bad value, missing parameter). The next actions still run.",
  ACTION_INVALID:
    "The combination of an action's On and Type does not exist, or the action lacks what it needs. It does nothing.",
  ACTION_NOT_HERE:
    "An action needs a device manager, a Windows host or other elements, which a local runtime does not have. It does nothing.",
  ADDRESS_EMPTY:
    "A connection has no address. No connect is tried; fill in the address, or the dynamic ip parameter.",
  ADDRESS_INVALID:
    "The address of a connection, or the value of its dynamic ip parameter, cannot be read. The connection is closed.",
  BACKLOG:
    "Messages arrive faster than they are processed. Beyond the second limit nothing is read until the backlog is gone.",
  CHAIN_TOO_DEEP:
    "Change events, triggers and CheckTrigger calls set each other off endlessly. The deepest one was refused.",
  COMMAND_NOT_SENT: "A command was given while the connection was not open. It is not kept for later.",
  CONDITION_INVALID:
    "A condition has no result (unknown parameter, mixed types, bad text) and counts as false. It is reported once.",
  CONNECTION_CLOSED: "A connection ended, with close code and reason. It is not opened again by itself.",
  CONNECTION_FAILED: "An attempt to open a connection failed.",
  HANDSHAKE_EXTENSION:
    "An offered extension is not supported, or the offer cannot be read. It is not offered.",
  HANDSHAKE_HEADER:
    "A header of the opening handshake was not sent: it belongs to the runtime, has a fixed text or a bad name.",
  HANDSHAKE_SESSION: "The session of an opening handshake is missing, or holds more than one Connection.",
  HANDSHAKE_SUBPROTOCOL:
    "The server picked no subprotocol although some were offered, or an offer cannot be read.",
  HANDSHAKE_URL: "The url of an opening handshake is no parameter id; the path of the address is used.",
  HANDSHAKE_VERB: "The verb of an opening handshake is not GET; GET is used.",
  MESSAGE_DROPPED:
    "A message came from a socket that is being left for another address. It is not handed on.",
  MESSAGE_SPLIT: "A message was longer than maxMessageBytes and is handed on in pieces.",
  NO_SUCH_ITEM:
    "A trigger, group or script asked for an action or a trigger that the protocol does not have.",
  PARAMETER_FIXED_VALUE:
    "The Value of a fixed parameter does not suit its Length. It holds spaces, or has another length than it says.",
  PARAMETER_RESERVED: "A parameter has an id that DataMiner reserves. It is not loaded.",
  PARAMETER_VALUE_REFUSED:
    "A value does not suit its parameter, or a filter keeps it out. The old value stays.",
  REDUNDANT_POLLING: "RedundantPolling does not exist for a WebSocket and is ignored.",
  SCRIPT_FAILED: "A QAction threw. The element goes on; the line holds the script's own stack.",
  SEND_BACKLOG:
    "The other side reads more slowly than commands are sent. Beyond the second limit commands are refused.",
  TEXT_NOT_UTF8: "A text frame is not UTF-8. Its bytes are handed on unchanged.",
  TRIGGER_INVALID: "The combination of a trigger's On and Time does not exist. It never fires by itself.",
} as const satisfies Record<string, string>;

/** A stable code, see {@link noticeCodes}. */
export type NoticeCode = keyof typeof noticeCodes;

/** One line of the runtime. */
export interface Notice {
  readonly code: NoticeCode;
  /** As in the element log of DataMiner: `INF`, `ERR`, `DBG`; a warning is an `INF` of level 0 or 1. */
  readonly kind: "information" | "warning" | "error" | "debug";
  /** A whole sentence: what, where (ids), what to do. */
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Where a floor writes its notices. */
export type NoticeSink = (notice: Notice) => void;
