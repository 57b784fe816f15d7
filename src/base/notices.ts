/** Notices: the lines that the kit writes while an element runs, each with a stable code. */

/**
 * Codes of the lines that the runtime writes, with the sentence that explains each in `docs/errors.md`.
 * What a script writes with `Log` has no code.
 */
export const noticeCodes = {
  ACTION_FAILED: "An action failed (bad value, missing parameter). The next actions still run.",
  ACTION_INVALID:
    "The combination of On and Type of an action does not exist, or the action lacks something it needs. It does nothing.",
  ACTION_NOT_HERE:
    "An action needs a device manager, a Windows host or other elements, which a local runtime does not have. It does nothing.",
  ACTION_OPTION_IGNORED: "An action has an option that is undocumented or misspelt. The option is ignored.",
  ADDRESS_EMPTY:
    "A connection has no address, so no attempt is made to open it. Fill in the address, or the dynamic ip parameter.",
  ADDRESS_INVALID:
    "The address of a connection, or the value of its dynamic ip parameter, cannot be parsed. The connection is closed.",
  BACKLOG:
    "Messages arrive faster than they are processed. Above the second limit nothing is read until the backlog is gone.",
  BITS_REFUSED: "A bit field cannot be read from, or written to, its group. The parameter is left unchanged.",
  CHAIN_FAILED:
    "An error that no script threw ended a chain: in the program's own code (saved values, a connection), or a defect of the kit. The lock is released and the element continues; the line says what was being done, and with which bytes.",
  BYTES_DROPPED:
    "Bytes of a smart-serial connection are outside every packet and are discarded. Reported once per connection.",
  CHAIN_TOO_LONG:
    "A set, message or status has held an entry lock for 7.5 minutes (half-open run-time error) or 15 minutes (run-time error).",
  CHAIN_TOO_DEEP:
    "Change events, triggers and actions cause each other endlessly: too deep (maxChainDepth) or too often (maxChainSteps). Further ones are refused, and the line names the loop. Reported once per chain.",
  CLIENT_REFUSED:
    "A client of a smart-serial server was refused, because maxConcurrentConnections clients are connected.",
  COMMAND_NOT_SENT: "A command was given while the connection was not open. It is not kept for later.",
  CONDITION_INVALID:
    "A condition has no result (unknown parameter, mixed types, bad text) and counts as false. Reported once.",
  CONNECTION_CLOSED:
    "A connection ended; the line has close code and reason. It is not reopened automatically.",
  CONNECTION_FAILED: "An attempt to open a connection failed.",
  CSHARP_FRAMEWORK:
    "A C# QAction calls something that works only on .NET Framework, on which DataMiner runs. The line has its place; the call throws.",
  CSHARP_HOST_ENDED:
    "The process that runs C# QActions ended while none ran: an exception on a thread of its own, Environment.Exit, or a kill from outside. The next run has a new one, in which statics and instances are new.",
  CSHARP_REFERENCE:
    "An assembly or package that a C# QAction refers to was not found. What needs it does not compile.",
  CSHARP_UNAVAILABLE:
    "C# QActions cannot run on this machine: there is no runtime, or no host for it. The line names what was looked for; qaction doctor says what to do. QActions in TypeScript run.",
  ELEMENT_NOT_ACTIVE:
    "A script used its SLProtocol object after the element had stopped. Its members return their failure values.",
  CONNECTION_NOT_HERE: "A connection is of a kind that the kit does not open. The rest of the element runs.",
  HANDSHAKE_EXTENSION: "An extension is not supported, or its offer cannot be parsed. It is not offered.",
  HANDSHAKE_HEADER:
    "A header of the opening handshake was not sent: the runtime sets it itself, it has a fixed text, or its name is invalid.",
  HANDSHAKE_SESSION: "The session of an opening handshake is missing, or holds more than one Connection.",
  HANDSHAKE_SUBPROTOCOL:
    "The server selected no subprotocol although some were offered, or an offer cannot be parsed.",
  HANDSHAKE_URL: "The url of an opening handshake is not a parameter id; the path of the address is used.",
  HANDSHAKE_VERB: "The verb of an opening handshake is not GET; GET is used.",
  HOST_MISSING:
    "A script used a member that needs a DataMiner system, and no DataMinerHost handles it. Reported once.",
  HTTP_CHARSET: "An HTTP answer names an unknown charset. Its body is decoded as UTF-8.",
  HTTP_FAILED: "An HTTP request failed, or was answered with a status other than success.",
  HTTP_HEADER:
    "A header of an HTTP request was not sent: it follows from the body, its name is invalid, or it occurs twice.",
  HTTP_LOGIN:
    "A server asks for a login that is not supported: NTLM, Negotiate, or a digest that httpDigest does not allow.",
  HTTP_VERB: "The verb of an HTTP request cannot be used; GET is sent.",
  LISTENER_FAILED:
    "A function of the program threw: a listener of events or of the stream, a log sink, scriptFailed. Reported once per function; the other listeners are still called.",
  MESSAGE_DROPPED:
    "A message came from a socket that is being replaced because of a new address. It is dropped.",
  MESSAGE_SPLIT: "A message was longer than maxMessageBytes and is delivered in pieces.",
  NOTIFY_UNKNOWN: "A script used a notify number that nothing handles. It returned null. Reported once.",
  NO_SUCH_ITEM:
    "A trigger, group or script referred to an action or trigger that the protocol does not have.",
  PARAMETER_FIXED_VALUE:
    "The Value of a fixed parameter does not fit its Length. The parameter holds spaces, or is longer or shorter than it declares.",
  PARAMETER_RESERVED: "A parameter has an id that DataMiner reserves. It is not loaded.",
  PARAMETER_VALUE_REFUSED: "A value does not fit its parameter, or a filter rejects it. The old value stays.",
  REDUNDANT_POLLING: "RedundantPolling does not exist for a WebSocket and is ignored.",
  REDUNDANT_SWITCH:
    "Redundant polling: a connection failed after its retries, and the next group is polled on the other one.",
  SAVED_NOT_WRITTEN:
    "Saved values cannot be written. The element continues with them in memory, and the kit retries every 10 s.",
  SAVED_VALUES_DROPPED:
    "A file of saved values was damaged, or its last write was incomplete. What was saved before that position is used.",
  SAVED_WRITTEN_AGAIN: "Saved values can be written again, and everything saved is on disk.",
  SCRIPT_ARGUMENT:
    "A script passed an argument that C# would not accept, or that DataMiner would interpret differently from what it looks like.",
  SCRIPT_DID_NOT_WAIT:
    "A set or trigger call returned before everything it caused was done, because something in it takes time.",
  SCRIPT_ENTRY_POINT:
    "A QAction lacks its entry point: the method is missing or inside a namespace, or entryPoint does not match triggers.",
  SCRIPT_FAILED: "A QAction threw. The element continues; the line holds the script's own stack.",
  SCRIPT_HISTORY:
    "A script set a value with a time on a parameter without historySet, or with a time before the previous one. The value is stored.",
  SCRIPT_INPUT:
    "An entry point has more or fewer arguments than inputParameters. Those that exist are passed; without the others a TypeScript QAction gets undefined, and one in C# fails.",
  SCRIPT_MANY_CALLS:
    "A script got or set very many parameters one by one. In strict mode this notice suggests the plural members.",
  SCRIPT_MISSING:
    "A QAction has no TypeScript or JavaScript file; its C# cannot run here. The line names the files looked for.",
  SCRIPT_NOT_LOADED:
    "The script of a QAction could not be loaded and never runs; the line holds file and line.",
  SCRIPT_OBSOLETE: "A script used a member that DataMiner declares obsolete. It works. Reported once.",
  SCRIPT_PROMISE:
    "An entry point returned a promise although its QAction is not queued and asyncQActions is queuedOnly. Nothing waits for it.",
  SCRIPT_ROW_DEADLOCK:
    "A row QAction on a read column wrote to its own table. DataMiner would hang; nothing was written.",
  SCRIPT_TIMEOUT:
    "A QAction did not return within scriptTimeoutMs and was ended. The element continues; the line names the QAction.",
  SEND_BACKLOG:
    "The other side reads more slowly than commands are sent. Above the second limit commands are refused.",
  STUFFING_INVALID:
    "The stuffing of Advanced is not a valid sequence of bytes. No stuffing is added or removed.",
  TABLE_COLUMN: "A bulk write gave values for a column that the engine fills. They are ignored.",
  TABLE_DATA: "Rows or columns of a table write do not fit the table. Nothing is written.",
  TABLE_FULL: "A table has reached its maximum number of rows. No more are added.",
  TABLE_INFINITY: "Clear or Leave was stored as an infinity, because the call did not pass useClearAndLeave.",
  TABLE_KEY: "A primary key is a number, contains doubtful characters, or occurs twice in one bulk write.",
  TABLE_VALUE: "A value does not fit the column of its cell. The cell keeps its value.",
  TEXT_LOST:
    "A text has a character that the code page of the element lacks. It is stored as '?'. Reported once per parameter.",
  TEXT_NOT_UTF8: "A text frame is not UTF-8. Its bytes are delivered unchanged.",
  GROUP_ITEM_SKIPPED:
    "A group contains an item that cannot be executed: the wrong kind for its type, an unknown id, SNMP, or an HTTP session on a connection that is not HTTP.",
  GROUP_TOO_LONG:
    "A group has held its protocol thread for 7.5 minutes (half-open run-time error) or 15 minutes (run-time error).",
  MESSAGE_IN_PAUSE: "A message arrived while the element was paused, and was dropped.",
  PAIR_CONNECTION_DIFFERS: "A pair and its group name different connections. The group wins.",
  QUEUE_TOO_LONG:
    "Too many groups wait for one protocol thread, usually because a timer does not end with a poll group.",
  RESPONSE_EMPTY:
    "A response matched without consuming a byte, because its trailer has no value. The rest of the message is not tried again.",
  RESPONSE_LENT: "No response names the connection, so responses without the option receive its messages.",
  RESPONSE_NOT_CLEARED:
    "A response received the same data twice without a clear in between: its parameters were not filled again.",
  RESPONSE_UNMATCHED: "A message matches no response. The line says where each one fails.",
  THREAD_NOT_CREATED: "A Thread of the protocol was not created; its groups run on the main thread.",
  THREAD_UNKNOWN: "A group names a thread that does not exist; it runs on the main thread.",
  TIMER_ALREADY_STARTED:
    "A running timer was started again. Nothing happens; use conditions on its groups instead.",
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
  /** What was thrown, when the line reports an error. */
  readonly cause?: unknown;
}

/** Receives the notices of a layer. */
export type NoticeSink = (notice: Notice) => void;
