/** The error class of qaction-kit, and all its codes. */

/**
 * Every error code, with the sentence that explains it in `docs/errors.md`.
 * Codes are part of the public interface: match `error.code`, not the message.
 */
export const errorCodes = {
  ERR_ARGUMENT: "A member of SLProtocol was called in a way for which DataMiner throws an ArgumentException.",
  ERR_BYTE_STREAM: "An element of a byte stream is not an integer from 0 to 255.",
  ERR_CHECK_CONFIG:
    "A qaction.config.json is not JSON, or has a key, a rule or a setting that does not exist. The message says which.",
  ERR_CONNECTION_ABORTED: "Opening a connection was given up: the element stopped, or the address changed.",
  ERR_CONNECTION_ADDRESS:
    "The address of a connection cannot be parsed. Write a URL such as ws://10.4.2.8:4601/path.",
  ERR_CONNECTION_HANDSHAKE:
    "The answer to an opening handshake is invalid (wrong accept key, not HTTP, an extension or subprotocol that was not offered).",
  ERR_CONNECTION_LOST: "The connection broke before an answer was complete.",
  ERR_CONNECTION_PORT:
    "The port of this machine that a connection listens on, or sends from, is in use or not allowed to this program.",
  ERR_CONNECTION_PROXY: "The proxy could not be reached, or refused the connection.",
  ERR_CONNECTION_REFUSED: "The server answered an opening handshake with a status other than 101.",
  ERR_CONNECTION_TIMEOUT: "No complete answer came within TimeoutTime.",
  ERR_CONNECTION_TLS: "The secure connection could not be set up: certificate, name or protocol version.",
  ERR_CONNECTION_UNREACHABLE: "The host is unknown, or nothing listens at the address.",
  ERR_CSHARP_COMPILE:
    "The C# of a QAction does not compile. The message has file, line, column and number of each error.",
  ERR_CSHARP_HOST:
    "The process that runs C# QActions cannot be started, or it ended: Environment.Exit, a stack overflow, or a kill from outside. The next run has a new one.",
  ERR_CSHARP_RUNTIME:
    "There is no runtime for C# QActions, or no host for it. The message names what was looked for; qaction doctor says what to do.",
  ERR_DECODER_FALLBACK: "Bytes are invalid in an encoding that was asked to throw.",
  ERR_DEVICE:
    "A simulated device lacks something: a face, a value of its state, rows of a CSV file. The message says what to write.",
  ERR_DEVICE_LISTEN:
    "A simulated device cannot listen: its port is in use, or its address is not one of this machine.",
  ERR_ELEMENT_OPTION:
    "A field of an element is out of range, or names something that the protocol does not have.",
  ERR_ELEMENT_STATE: "The call is not possible in the current state of the element.",
  ERR_ELEMENT_WAIT:
    "The awaited event did not happen in time, or cannot happen because the element has stopped.",
  ERR_ENCODER_FALLBACK: "A character does not exist in an encoding that was asked to throw.",
  ERR_ENCODING: "An encoding name or code page is unknown, or cannot be used for this purpose.",
  ERR_HEX: "A text is not hexadecimal.",
  ERR_HTTP_ANSWER:
    "The answer to an HTTP request is too long, cannot be decompressed, redirects to an unusable address, or is not HTTP.",
  ERR_HTTP_STATUS: "The server answered an HTTP request with a status other than success.",
  ERR_INPUT:
    "A text that should contain bytes (hex, decimal, a dump, base64, escapes) does not, or only up to a position.",
  ERR_MESSAGE_LENGTH:
    "A message in a stream of bytes is longer than the limit, or its end never comes: the rule does not fit the stream.",
  ERR_RANGE: "An index or count is outside the data.",
  ERR_NOTIFY_UNKNOWN:
    "A script used a notify number that nothing handles, and the option unknownNotify says to throw.",
  ERR_OPTION: "A named option does not exist, or has a value that is not allowed.",
  ERR_PROTOCOL_FILE: "A protocol file cannot be read, or is larger than maxXmlBytes allows.",
  ERR_PROTOCOL_XML: "A text is not a protocol: it has no Protocol element, or is not XML at all.",
  ERR_RECORDING:
    "A recording, a HAR file or a capture cannot be read or written. The message says where: file and line, or packet.",
  ERR_REPLAY:
    "A replay of a recording differs from what is expected of it, or there is no expectation yet. The message shows the difference.",
  ERR_REQUEST_TIMEOUT: "A request had no answer within its time.",
  ERR_ROW_DEADLOCK:
    "A row QAction on a read column wrote to its own table, and the option rowDeadlock says to throw.",
  ERR_SAVED_DAMAGED:
    "A file of saved values is damaged before its end. It is left as it is. Restore a copy, or open it with damaged: recover.",
  ERR_SAVED_ELEMENT:
    "Two elements of one file of saved values have the same id, or the values belong to another protocol.",
  ERR_SAVED_FILE: "A file of saved values cannot be opened or read, or its folder does not exist.",
  ERR_SAVED_FORMAT:
    "A file does not hold saved values, or comes from a later version of qaction-kit. It is left as it is.",
  ERR_SAVED_LOCKED:
    "A file of saved values is in use by another process, or by another store of this process.",
  ERR_SAVED_WRITE:
    "Saved values cannot be written: the disk is full or read-only, or another program has changed the file. They are kept in memory.",
  ERR_SCRIPT_INTERRUPTED: "Ctrl+C was pressed while a script ran, and the option scriptTimeoutMs is set.",
  ERR_SCRIPT_TIMEOUT: "A script did not return within scriptTimeoutMs and was ended. The element continues.",
  ERR_SCRIPT_LOAD:
    "The script of a QAction cannot be loaded: a file is missing, has a syntax error, or lacks the entry point.",
  ERR_STUB_READ: "A function under test read something that the stub of its protocol object was not given.",
  ERR_TEST_ENDLESS:
    "The clock of a test cannot move on, because something keeps starting itself again at the same instant. The message names it.",
  ERR_TEST_EXPECTED:
    "Something that a test expected did not happen in time. The message says what happened instead.",
  ERR_TEST_LEFTOVERS:
    "A test ended while something was still expected, a socket open or a timer running. The message lists what.",
  ERR_VIEWER: "The viewer cannot listen on its port: another program has it.",
  ERR_TEST_SKETCH: "A connector that a test describes in code has mistakes.",
} as const satisfies Record<`ERR_${string}`, string>;

/** A stable error code, see `errorCodes`. */
export type ErrorCode = keyof typeof errorCodes;

/** Options of {@link QActionKitError}. */
export interface QActionKitErrorOptions {
  /** The error that caused this one. */
  readonly cause?: unknown;
  /** Facts a program may want: ids, offsets, values. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Every error that the kit throws: a message that says what is wrong, where, and what to do, and a stable {@link code}. */
export class QActionKitError extends Error {
  override readonly name: string = "QActionKitError";
  /** Stable code, one of `errorCodes`. */
  readonly code: ErrorCode;
  /** Facts a program may want: ids, offsets, values. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: QActionKitErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}
