/** The kinds of faces: what each can do, and what its script may say. */
import {
  anyNumber,
  anyText,
  arrayOf,
  either,
  functionOf,
  objectOf,
  oneOf,
  type ValueKind,
} from "../base/value-kinds.ts";
import type { FaceScript } from "./device-script.ts";

/** What a kind can do. */
export interface FaceKind {
  /** Keys that its script may have. */
  readonly keys: Readonly<Record<string, ValueKind<unknown>>>;
  /** Scheme of its addresses, plain and with TLS. */
  readonly schemes: readonly [plain: string, secure: string];
  /** What listens for it; faces with the same listener and port share one if it carries many. */
  readonly listener: "web" | "tcp" | "udp";
  /** Lines begin with an opening handshake. */
  readonly opens: boolean;
  /** Each message is a request, answered once. */
  readonly requests: boolean;
}

const encoding = either(anyText, anyNumber);
const base = { kind: anyText, port: anyNumber, encoding, on: arrayOf("rules") };
const line = { ...base, connect: functionOf(), closed: functionOf() };
const sockets = { path: anyText, subprotocols: arrayOf("texts", anyText), frames: oneOf("text", "binary") };

/** Every kind. */
const kinds: Readonly<Record<FaceScript["kind"], FaceKind>> = {
  websocket: {
    keys: { ...line, ...sockets },
    schemes: ["ws", "wss"],
    listener: "web",
    opens: true,
    requests: false,
  },
  http: {
    keys: { ...base, charset: anyText },
    schemes: ["http", "https"],
    listener: "web",
    opens: false,
    requests: true,
  },
  tcp: {
    keys: { ...line, messages: either(anyText, objectOf<object>("a rule for messages")) },
    schemes: ["tcp", "tcp"],
    listener: "tcp",
    opens: false,
    requests: false,
  },
  udp: { keys: line, schemes: ["udp", "udp"], listener: "udp", opens: false, requests: false },
};

/** Names of the kinds. */
export const faceKindNames = Object.keys(kinds);

/** The kind of a face; undefined for a kind that does not exist. */
export function faceKind({ kind }: Pick<FaceScript, "kind">): FaceKind | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}
