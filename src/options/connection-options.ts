/** Options of the connection layer: default, allowed values, meaning and source. */
import type { OptionEntry } from "./option-entry.ts";

/** Named options of the connection layer. */
export interface ConnectionOptions {
  /** ms to wait for one answer, when neither the protocol nor the user says. */
  readonly timeoutMs: number;
  /** Further sends of one command, and further attempts of one opening, when neither the protocol nor the user says. */
  readonly retries: number;
  /** Further attempts of one opening: as many as the connection has retries, or a number. */
  readonly connectAttempts: "retries" | number;
  /** An address without scheme and with port 443 means wss (https). */
  readonly port443IsSecure: boolean;
  /** A port written in the address field against the one of the port field. */
  readonly portInHost: "wins" | "ignored";
  /** A `dynamic ip` parameter that becomes empty while running: the socket stays, goes to the wizard's address, or closes. */
  readonly dynamicEmpty: "ignore" | "configured" | "close";
  /** The path of the dynamic value, or that of the handshake, when both have one. */
  readonly dynamicPath: "value" | "handshake";
  /** A dynamic value without scheme takes that of the address field. */
  readonly dynamicKeepsScheme: boolean;
  /** A handshake's `url` that is no parameter id: ignored, or used as path. */
  readonly handshakeLiteralUrl: "ignore" | "use";
  /** A handshake's header with fixed text: not sent, or sent. */
  readonly handshakeLiteralHeaders: "drop" | "send";
  /** URL of the proxy that connections pass unless it is bypassed; empty: none. Nothing is discovered. */
  readonly proxy: string;
  /** ms between the kit's own pings on a WebSocket; 0: none. */
  readonly keepAlivePingMs: number;
  /** A text frame that is not UTF-8: handed on as bytes, or the socket is closed with 1007. */
  readonly invalidUtf8Text: "deliver" | "close";
  /** Messages that are one whole frame are found by the kit, or everything is read by the library `ws`. */
  readonly frameReader: "own" | "ws";
  /** Bytes of the longest message that is handed on in one piece. */
  readonly maxMessageBytes: number;
  /** A message beyond it: handed on in pieces, or the socket is closed with 1009. */
  readonly oversizeMessage: "split" | "close";
  /** Bytes of waiting messages: from the first a warning, from the second nothing is read (and nothing sent). */
  readonly backlogLimits: readonly [warn: number, stop: number];
  /** Commands given during the handshake: dropped, or sent when it is done. */
  readonly sendWhileConnecting: "drop" | "queue";
  /** ms to wait for the other side's close frame. */
  readonly closeGraceMs: number;
  /** The body of an HTTP answer: decoded by its charset and stored as text, or stored as bytes. */
  readonly httpBody: "charset" | "raw";
  /** Cookies that a server sets: sent back to it as long as the connection lives, or left to the protocol. */
  readonly httpCookies: "keep" | "ignore";
  /** Digest logins: those of RFC 2617 (MD5), or also SHA-256 (RFC 7616). */
  readonly httpDigest: "rfc2617" | "rfc7616";
  /** Answers with LF line ends, header lines without a colon, or both Content-Length and chunks are read all the same. */
  readonly httpLenient: boolean;
  /** Logins, cookies and keys in stream, log and output of `qaction run`: masked, or shown. */
  readonly streamSecrets: "mask" | "show";
  /** Names of further headers that are masked, with `;` between them. */
  readonly streamSecretHeaders: string;
}

/** Default, allowed values, meaning and source of every option of the connection layer. */
export const connectionOptionRegister: {
  readonly [K in keyof ConnectionOptions]: OptionEntry<ConnectionOptions[K]>;
} = {
  timeoutMs: {
    default: 1500,
    values: "a number",
    layer: "connection",
    meaning: "ms to wait for an answer when neither the protocol nor the user sets it",
    page: "Adding_elements",
  },
  retries: {
    default: 3,
    values: "a number",
    layer: "connection",
    meaning: "how often a command is sent again when neither the protocol nor the user sets it",
    page: "Protocol.Responses.Response",
  },
  connectAttempts: {
    default: "retries",
    values: "a number or 'retries'",
    layer: "connection",
    meaning: "further attempts to open a connection: as many as its retries, or a number",
    page: "ConnectionsWebSocketsConnectionStatus",
  },
  port443IsSecure: {
    default: true,
    values: [true, false],
    layer: "connection",
    meaning: "an address without a scheme and with port 443 means wss",
    page: "ConnectionsHttpHttps",
  },
  portInHost: {
    default: "wins",
    values: ["wins", "ignored"],
    layer: "connection",
    meaning: "a port in the address field overrides the port field, or is ignored",
    page: "ConnectionsWebSocketsImplementation",
  },
  dynamicEmpty: {
    default: "ignore",
    values: ["ignore", "configured", "close"],
    layer: "connection",
    meaning:
      "dynamic ip set to an empty text while running: the socket stays open, goes to the address of the wizard, or closes",
    page: "ConnectionsWebSocketsDynamicIp",
  },
  dynamicPath: {
    default: "value",
    values: ["value", "handshake"],
    layer: "connection",
    meaning: "which path is used when both the dynamic value and the handshake have one",
    page: "ConnectionsWebSocketsUseCase4",
  },
  dynamicKeepsScheme: {
    default: false,
    values: [true, false],
    layer: "connection",
    meaning: "a dynamic value without a scheme uses that of the address field",
    page: "ConnectionsHttpDynamicIp",
  },
  handshakeLiteralUrl: {
    default: "ignore",
    values: ["ignore", "use"],
    layer: "connection",
    meaning: "a url in a handshake that is not a parameter id is ignored, or used as the path",
    page: "ConnectionsWebSocketsImplementation",
  },
  handshakeLiteralHeaders: {
    default: "drop",
    values: ["drop", "send"],
    layer: "connection",
    meaning: "a header with fixed text in a handshake is not sent, or sent",
    page: "ConnectionsWebSocketsImplementation",
  },
  proxy: {
    default: "",
    values: "a text",
    layer: "connection",
    meaning:
      "URL of the proxy for connections that do not bypass it; empty: no proxy, and none is discovered",
    page: "ConnectionsHttpElementConfiguration",
  },
  keepAlivePingMs: {
    default: 0,
    values: "a number",
    layer: "connection",
    meaning: "ms between the kit's own pings on a WebSocket; 0: no pings",
    page: "ConnectionsWebSocketsImplementation",
  },
  invalidUtf8Text: {
    default: "deliver",
    values: ["deliver", "close"],
    layer: "connection",
    meaning: "a text frame that is not UTF-8 is delivered as bytes, or closes the socket with 1007",
    page: "ConnectionsWebSocketsImplementation",
  },
  frameReader: {
    default: "own",
    values: ["own", "ws"],
    layer: "connection",
    meaning:
      "the kit finds messages of a plain WebSocket that are one whole frame, or the library ws reads everything",
    page: "ConnectionsWebSocketsImplementation",
  },
  maxMessageBytes: {
    default: 67108864,
    values: "a number",
    layer: "connection",
    meaning: "bytes of the longest message that is delivered in one piece",
    page: "ConnectionsWebSocketsImplementation",
  },
  oversizeMessage: {
    default: "split",
    values: ["split", "close"],
    layer: "connection",
    meaning: "a message beyond maxMessageBytes is delivered in pieces, or closes the socket with 1009",
    page: "ConnectionsWebSocketsImplementation",
  },
  backlogLimits: {
    default: [200_000_000, 300_000_000],
    values: "two numbers",
    layer: "connection",
    meaning: "bytes of waiting messages: above the first a warning, above the second nothing is read or sent",
    page: "ConnectionsSmartSerial",
  },
  sendWhileConnecting: {
    default: "drop",
    values: ["drop", "queue"],
    layer: "connection",
    meaning: "commands given during the handshake are dropped, or sent when it is done",
    page: "ConnectionsWebSocketsImplementation",
  },
  closeGraceMs: {
    default: 1000,
    values: "a number",
    layer: "connection",
    meaning: "ms to wait for the other side's close frame before the connection is cut",
    page: "ConnectionsWebSocketsDynamicIp",
  },
  httpBody: {
    default: "charset",
    values: ["charset", "raw"],
    layer: "connection",
    meaning: "the body of an HTTP answer is decoded by its charset and stored as text, or stored as bytes",
    page: "ConnectionsHttpImplementing",
  },
  httpCookies: {
    default: "keep",
    values: ["keep", "ignore"],
    layer: "connection",
    meaning:
      "cookies of a server are sent back to it as long as the connection lives (as WinHTTP does), or left to the protocol",
    page: "ConnectionsHttpImplementing",
  },
  httpDigest: {
    default: "rfc2617",
    values: ["rfc2617", "rfc7616"],
    layer: "connection",
    meaning: "digest logins are those of RFC 2617 (MD5), or also SHA-256 of RFC 7616",
    page: "Protocol.HTTP.Session-loginMethod",
  },
  httpLenient: {
    default: false,
    values: [true, false],
    layer: "connection",
    meaning:
      "answers with LF line ends, header lines without a colon, or both Content-Length and chunks are read anyway",
    page: "ConnectionsHttpImplementing",
  },
  streamSecrets: {
    default: "mask",
    values: ["mask", "show"],
    layer: "connection",
    meaning: "logins, cookies and keys in stream, log and output of `qaction run` are masked, or shown",
    page: "ConnectionsHttpImplementing",
  },
  streamSecretHeaders: {
    default: "",
    values: "a text",
    layer: "connection",
    meaning: "names of further headers to mask, separated by `;`",
    page: "ConnectionsHttpImplementing",
  },
};
