/** Options of connections. */
import { anyText } from "../base/value-kinds.ts";
import { attempts, twoWholeNumbers, wholeNumber, type OptionRow } from "./option-row.ts";

export const connectionOptions = {
  timeoutMs: {
    default: 1500,
    values: wholeNumber(1, 120_000),
    meaning: "ms to wait for an answer when neither the protocol nor the user sets it",
    page: "Adding_elements",
  },
  retries: {
    default: 3,
    values: wholeNumber(0, 10),
    meaning: "how often a command is sent again when neither the protocol nor the user sets it",
    page: "Protocol.Responses.Response",
  },
  connectAttempts: {
    default: "retries",
    values: attempts,
    meaning: "further attempts to open a connection: as many as its retries, or a number",
    page: "ConnectionsWebSocketsConnectionStatus",
  },
  port443IsSecure: {
    default: true,
    values: [true, false],
    meaning: "an address without a scheme and with port 443 means wss",
    page: "ConnectionsHttpHttps",
  },
  portInHost: {
    default: "wins",
    values: ["wins", "ignored"],
    meaning: "a port in the address field overrides the port field, or is ignored",
    page: "ConnectionsWebSocketsImplementation",
  },
  dynamicEmpty: {
    default: "ignore",
    values: ["ignore", "configured", "close"],
    meaning:
      "dynamic ip set to an empty text while running: the socket stays open, goes to the address of the wizard, or closes",
    page: "ConnectionsWebSocketsDynamicIp",
  },
  dynamicPath: {
    default: "value",
    values: ["value", "handshake"],
    meaning: "which path is used when both the dynamic value and the handshake have one",
    page: "ConnectionsWebSocketsUseCase4",
  },
  dynamicKeepsScheme: {
    default: false,
    values: [true, false],
    meaning: "a dynamic value without a scheme uses that of the address field",
    page: "ConnectionsHttpDynamicIp",
  },
  handshakeLiteralUrl: {
    default: "ignore",
    values: ["ignore", "use"],
    meaning: "a url in a handshake that is not a parameter id is ignored, or used as the path",
    page: "ConnectionsWebSocketsImplementation",
  },
  handshakeLiteralHeaders: {
    default: "drop",
    values: ["drop", "send"],
    meaning: "a header with fixed text in a handshake is not sent, or sent",
    page: "ConnectionsWebSocketsImplementation",
  },
  proxy: {
    default: "",
    values: anyText,
    meaning:
      "URL of the proxy for connections that do not bypass it; empty: no proxy, and none is discovered",
    page: "ConnectionsHttpElementConfiguration",
  },
  keepAlivePingMs: {
    default: 0,
    values: wholeNumber(0),
    meaning: "ms between the kit's own pings on a WebSocket; 0: no pings",
    page: "ConnectionsWebSocketsImplementation",
  },
  invalidUtf8Text: {
    default: "deliver",
    values: ["deliver", "close"],
    meaning: "a text frame that is not UTF-8 is delivered as bytes, or closes the socket with 1007",
    page: "ConnectionsWebSocketsImplementation",
  },
  frameReader: {
    default: "own",
    values: ["own", "ws"],
    meaning:
      "the kit finds messages of a plain WebSocket that are one whole frame, or the library ws reads everything",
    page: "ConnectionsWebSocketsImplementation",
  },
  maxMessageBytes: {
    default: 67_108_864,
    values: wholeNumber(0),
    meaning: "bytes of the longest message that is delivered in one piece",
    page: "ConnectionsWebSocketsImplementation",
  },
  oversizeMessage: {
    default: "split",
    values: ["split", "close"],
    meaning: "a message beyond maxMessageBytes is delivered in pieces, or closes the socket with 1009",
    page: "ConnectionsWebSocketsImplementation",
  },
  backlogLimits: {
    default: [200_000_000, 300_000_000],
    values: twoWholeNumbers,
    meaning: "bytes of waiting messages: above the first a warning, above the second nothing is read or sent",
    page: "ConnectionsSmartSerial",
  },
  sendWhileConnecting: {
    default: "drop",
    values: ["drop", "queue"],
    meaning: "commands given during the handshake are dropped, or sent when it is done",
    page: "ConnectionsWebSocketsImplementation",
  },
  closeGraceMs: {
    default: 1000,
    values: wholeNumber(0),
    meaning: "ms to wait for the other side's close frame before the connection is cut",
    page: "ConnectionsWebSocketsDynamicIp",
  },
  httpBody: {
    default: "charset",
    values: ["charset", "raw"],
    meaning: "the body of an HTTP answer is decoded by its charset and stored as text, or stored as bytes",
    page: "ConnectionsHttpImplementing",
  },
  httpCookies: {
    default: "keep",
    values: ["keep", "ignore"],
    meaning:
      "cookies of a server are sent back to it as long as the connection lives (as WinHTTP does), or left to the protocol",
    page: "ConnectionsHttpImplementing",
  },
  httpDigest: {
    default: "rfc2617",
    values: ["rfc2617", "rfc7616"],
    meaning: "digest logins are those of RFC 2617 (MD5), or also SHA-256 of RFC 7616",
    page: "Protocol.HTTP.Session-loginMethod",
  },
  httpLenient: {
    default: false,
    values: [true, false],
    meaning:
      "answers with LF line ends, header lines without a colon, or both Content-Length and chunks are read anyway",
    page: "ConnectionsHttpImplementing",
  },
  streamSecrets: {
    default: "mask",
    values: ["mask", "show"],
    meaning: "logins, cookies and keys in stream, log and output of `qaction run` are masked, or shown",
    page: "ConnectionsHttpImplementing",
  },
  streamSecretHeaders: {
    default: "",
    values: anyText,
    meaning: "names of further headers to mask, separated by `;`",
    page: "ConnectionsHttpImplementing",
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
