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
  ACTION_OPTION_IGNORED:
    "An action has an option that no page describes, or that is misspelt. The action does without it.",
  ADDRESS_EMPTY:
    "A connection has no address. No connect is tried; fill in the address, or the dynamic ip parameter.",
  ADDRESS_INVALID:
    "The address of a connection, or the value of its dynamic ip parameter, cannot be read. The connection is closed.",
  BACKLOG:
    "Messages arrive faster than they are processed. Beyond the second limit nothing is read until the backlog is gone.",
  BITS_REFUSED:
    "A bit field cannot be read from, or written into, its group. The parameter it belongs to is left alone.",
  CHAIN_FAILED:
    "An error that no script threw ended a chain: a part of the program's own (saved values, a connection), or a mistake of the kit. The lock is free and the element goes on; the line says what was being done, and with which bytes.",
  BYTES_DROPPED:
    "Bytes of a smart-serial connection stand outside of every packet and are thrown away. It is told once a line.",
  CHAIN_TOO_LONG:
    "A set, message or status has held an entry lock for 7.5 minutes (half-open run-time error) or 15 minutes (run-time error).",
  CHAIN_TOO_DEEP:
    "Change events, triggers and actions set each other off endlessly: too deep (maxChainDepth) or too often (maxChainSteps). What comes beyond is refused; the line names the circle. It is said once for a chain.",
  CLIENT_REFUSED:
    "A client of a smart-serial server was refused, because maxConcurrentConnections clients are connected.",
  COMMAND_NOT_SENT: "A command was given while the connection was not open. It is not kept for later.",
  CONDITION_INVALID:
    "A condition has no result (unknown parameter, mixed types, bad text) and counts as false. It is reported once.",
  CONNECTION_CLOSED: "A connection ended, with close code and reason. It is not opened again by itself.",
  CONNECTION_FAILED: "An attempt to open a connection failed.",
  ELEMENT_NOT_ACTIVE:
    "A script used its SLProtocol object after the element had stopped. Its members answer with their failure values.",
  CONNECTION_NOT_HERE:
    "A connection is of a kind that the kit does not open (yet). The rest of the element runs.",
  HANDSHAKE_EXTENSION:
    "An offered extension is not supported, or the offer cannot be read. It is not offered.",
  HANDSHAKE_HEADER:
    "A header of the opening handshake was not sent: it belongs to the runtime, has a fixed text or a bad name.",
  HANDSHAKE_SESSION: "The session of an opening handshake is missing, or holds more than one Connection.",
  HANDSHAKE_SUBPROTOCOL:
    "The server picked no subprotocol although some were offered, or an offer cannot be read.",
  HANDSHAKE_URL: "The url of an opening handshake is no parameter id; the path of the address is used.",
  HANDSHAKE_VERB: "The verb of an opening handshake is not GET; GET is used.",
  HOST_MISSING:
    "A script used a member that needs a DataMiner system, and no DataMinerHost answers it. It is reported once.",
  HTTP_CHARSET: "An HTTP answer names a charset that nobody knows. Its body is read as UTF-8.",
  HTTP_FAILED: "An HTTP request failed, or was answered with a status that is no success.",
  HTTP_HEADER:
    "A header of an HTTP request was not sent: it follows from the body, has a bad name, or stands there twice.",
  HTTP_LOGIN:
    "A server wants a login that is not supported here: NTLM, Negotiate, or a digest that httpDigest does not allow.",
  HTTP_VERB: "The verb of an HTTP request cannot be used; GET is sent.",
  LISTENER_FAILED:
    "A function of the program threw: a listener of events or of the stream, a log sink, scriptFailed. It is reported once for each function, and the others are still told.",
  MESSAGE_DROPPED:
    "A message came from a socket that is being left for another address. It is not handed on.",
  MESSAGE_SPLIT: "A message was longer than maxMessageBytes and is handed on in pieces.",
  NOTIFY_UNKNOWN: "A script used a notify number that nobody handles. It gave null; it is reported once.",
  NO_SUCH_ITEM:
    "A trigger, group or script asked for an action or a trigger that the protocol does not have.",
  PARAMETER_FIXED_VALUE:
    "The Value of a fixed parameter does not suit its Length. It holds spaces, or has another length than it says.",
  PARAMETER_RESERVED: "A parameter has an id that DataMiner reserves. It is not loaded.",
  PARAMETER_VALUE_REFUSED:
    "A value does not suit its parameter, or a filter keeps it out. The old value stays.",
  REDUNDANT_POLLING: "RedundantPolling does not exist for a WebSocket and is ignored.",
  REDUNDANT_SWITCH:
    "Redundant polling: a connection failed after its retries, and the next group is polled on the other one.",
  SAVED_NOT_WRITTEN:
    "Saved values cannot be written. The element goes on with them in memory, and it is tried again every 10 s.",
  SAVED_VALUES_DROPPED:
    "A file of saved values was damaged, or its last write was not finished. What was saved before that place counts.",
  SAVED_WRITTEN_AGAIN: "Saved values can be written again, and everything saved is on disk.",
  SCRIPT_ARGUMENT:
    "A script passed an argument that C# would not take, or that DataMiner would use in another way than it looks.",
  SCRIPT_DID_NOT_WAIT:
    "A set or trigger call returned before everything it caused was done, because something in it takes time.",
  SCRIPT_ENTRY_POINT:
    "A QAction has no such entry point: a method is missing, stands in a namespace, or entryPoint does not match triggers.",
  SCRIPT_FAILED: "A QAction threw. The element goes on; the line holds the script's own stack.",
  SCRIPT_HISTORY:
    "A script gave a value with a time to a parameter without historySet, or went back in time. The value counts.",
  SCRIPT_INPUT:
    "A script has more, or fewer, arguments than inputParameters. What exists is passed, the rest is undefined.",
  SCRIPT_MANY_CALLS:
    "A script got or set very many parameters one by one. In strict mode it is told about the plural members.",
  SCRIPT_MISSING:
    "A QAction has no TypeScript or JavaScript file; its C# cannot run here. The line names the files looked for.",
  SCRIPT_NOT_LOADED:
    "The script of a QAction could not be loaded; the line holds file and line. It never runs.",
  SCRIPT_OBSOLETE: "A script used a member that DataMiner declares obsolete. It works; it is reported once.",
  SCRIPT_PROMISE:
    "An entry point returned a promise although its QAction is not queued and asyncQActions is queuedOnly. Nobody waits for it.",
  SCRIPT_ROW_DEADLOCK:
    "A row QAction on a read column wrote to its own table. DataMiner would hang there; nothing was written.",
  SCRIPT_TIMEOUT:
    "A QAction did not return within scriptTimeoutMs and was ended. The element goes on; the line names the QAction.",
  SEND_BACKLOG:
    "The other side reads more slowly than commands are sent. Beyond the second limit commands are refused.",
  STUFFING_INVALID:
    "The stuffing of Advanced names no sequence of bytes that can be read. Nothing is stuffed, and no stuffing removed.",
  TABLE_COLUMN: "A bulk write gave values for a column that the engine fills. They are ignored.",
  TABLE_DATA: "Rows or columns of a table write do not fit the table. Nothing is written.",
  TABLE_FULL: "A table has as many rows as it may have. No more are added.",
  TABLE_INFINITY: "Clear or Leave was stored as an infinity, because the call did not say useClearAndLeave.",
  TABLE_KEY: "A primary key is a number, has doubtful characters, or stands twice in one bulk write.",
  TABLE_VALUE: "A value does not suit the column of its cell. The cell keeps what it had.",
  TEXT_LOST:
    "A text has a character that the code page of the element does not have. It is stored as '?'. It is reported once a parameter.",
  TEXT_NOT_UTF8: "A text frame is not UTF-8. Its bytes are handed on unchanged.",
  GROUP_ITEM_SKIPPED:
    "A group holds an item that cannot be executed: the wrong kind for its type, nothing of that id, SNMP, or an HTTP session on a connection that is not HTTP.",
  GROUP_TOO_LONG:
    "A group has held its protocol thread for 7.5 minutes (half-open run-time error) or 15 minutes (run-time error).",
  MESSAGE_IN_PAUSE: "A message arrived while the element is paused, and was dropped.",
  PAIR_CONNECTION_DIFFERS: "A pair and its group name different connections. The group wins.",
  QUEUE_TOO_LONG:
    "Too many groups wait for one protocol thread, most often because of a timer without a poll group at its end.",
  RESPONSE_EMPTY:
    "A response matched without taking a byte, because its trailer has no value. What is left of the message is not tried again.",
  RESPONSE_LENT: "No response names the connection, so that responses without the option get its messages.",
  RESPONSE_NOT_CLEARED:
    "A response got the same data twice without a clear in between: its parameters were not filled again.",
  RESPONSE_UNMATCHED: "A message fits no response. The line says for each one where it fails.",
  THREAD_NOT_CREATED: "A Thread of the protocol was not created; its groups run on the main thread.",
  THREAD_UNKNOWN: "A group names a thread that does not exist; it runs on the main thread.",
  TIMER_ALREADY_STARTED:
    "A timer that runs was started again. Nothing happened; prefer conditions on its groups.",
  TIMER_MULTI_THREADED: "A multi-threaded timer runs its rows one after the other here, or not at all.",
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
  /** What was thrown, when that is what the line is about. */
  readonly cause?: unknown;
}

/** Where a layer writes its notices. */
export type NoticeSink = (notice: Notice) => void;
