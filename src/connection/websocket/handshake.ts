/** The custom opening handshake: what a session of the protocol adds to the request (`ConnectionsWebSocketsImplementation`). */
import type { ConnectionOptions } from "../../options/register.ts";
import type { NoticeCode } from "../../base/notices.ts";
import type { ConnectionDefinition, KeyedText, Session, TextOrPid } from "../../protocol/model.ts";
import type { ReadParameter } from "../connection.ts";
import { basicCredentials, headerName, headerValue, isToken } from "../header-text.ts";
import type { Report } from "../connection-report.ts";
import { parseExtensions, parseSubprotocols, type Deflate } from "./offers.ts";
import { withoutLogins, type ShownHeaders } from "../../protocol/secrets.ts";

/** The options this file obeys. */
export type HandshakeOptions = Pick<ConnectionOptions, "handshakeLiteralUrl" | "handshakeLiteralHeaders">;

/** A handshake session, analysed once: the sources of its values. */
export interface HandshakePlan {
  /** Parameter with the path, or a literal path. */
  readonly path?: TextOrPid;
  readonly headers: readonly HandshakeHeader[];
  /** Basic login, with `loginMethod="credentials"`. */
  readonly login?: { readonly user: TextOrPid; readonly password: TextOrPid };
  readonly proxy?: ProxyPlan;
}

/** One header of a plan. */
export interface HandshakeHeader extends TextOrPid {
  readonly key: string;
}

/** Proxy fields of a session. */
export interface ProxyPlan {
  readonly server: TextOrPid;
  readonly user?: TextOrPid;
  readonly password?: TextOrPid;
}

/** Values of one opening handshake, read at the moment of connecting. */
export interface HandshakeValues {
  /** Path, or whole URL, of the path parameter; `""` when there is none. */
  readonly path: string;
  /** Extra headers; each character of a value is a byte. */
  readonly headers: Readonly<Record<string, string>>;
  readonly subprotocols: readonly string[];
  readonly deflate?: Deflate;
  /** Proxy the session names; used whatever the bus address says. */
  readonly proxy?: { readonly server: string; readonly user: string; readonly password: string };
}

/** A handshake without a session: nothing is added. */
export const defaultHandshake: HandshakePlan = { headers: [] };

/** Headers that the runtime writes itself. */
const ownedKeys = new Set(["host", "upgrade", "connection", "sec-websocket-key", "sec-websocket-version"]);

/** The handshake of a connection: that of its session, else the default one. */
export function handshakeOf(
  definition: Pick<ConnectionDefinition, "handshakeSession">,
  session: Session | undefined,
  options: HandshakeOptions,
  report: Report,
): HandshakePlan {
  if (session !== undefined) return planHandshake(session, options, report);
  if (definition.handshakeSession !== undefined) {
    const id = definition.handshakeSession;
    const message = `there is no HTTP session ${String(id)} for the handshake; the default handshake is used.`;
    report.notice("HANDSHAKE_SESSION", "error", message, { session: id });
  }
  return defaultHandshake;
}

/** Analyses the handshake of a session and reports once what cannot be used. */
export function planHandshake(session: Session, options: HandshakeOptions, report: Report): HandshakePlan {
  const say = (code: NoticeCode, kind: "warning" | "error", message: string): void => {
    report.notice(code, kind, `HTTP session ${String(session.id)}: ${message}`, { session: session.id });
  };
  const [request, ...others] = session.connections;
  if (request === undefined) {
    say(
      "HANDSHAKE_SESSION",
      "error",
      "a handshake session needs one Connection; the default handshake is used.",
    );
    return defaultHandshake;
  }
  if (others.length > 0) {
    say(
      "HANDSHAKE_SESSION",
      "error",
      "a handshake session may hold only one Connection; the first one is used.",
    );
  }
  if (request.verb.toUpperCase() !== "GET") {
    say(
      "HANDSHAKE_VERB",
      "warning",
      `a handshake is a GET (RFC 6455 section 4.1), not ${request.verb}; GET is used.`,
    );
  }
  const path = planPath(request.url, request.pid, options, (message) => {
    say("HANDSHAKE_URL", "warning", message);
  });
  const headers = planHeaders(request.headers, options, report.shown, (message) => {
    say("HANDSHAKE_HEADER", "warning", message);
  });
  const credentials = session.loginMethod?.toLowerCase() === "credentials";
  return {
    headers,
    ...(path === undefined ? {} : { path }),
    ...(credentials && session.userName !== undefined
      ? { login: { user: session.userName, password: session.password ?? { text: "" } } }
      : {}),
    ...(session.proxyServer === undefined
      ? {}
      : {
          proxy: {
            server: session.proxyServer,
            ...(session.proxyUser === undefined ? {} : { user: session.proxyUser }),
            ...(session.proxyPassword === undefined ? {} : { password: session.proxyPassword }),
          },
        }),
  };
}

/** Reads the values of a plan. Empty headers are omitted; reserved and unusable ones are not in the plan. */
export function readHandshake(plan: HandshakePlan, read: ReadParameter, report: Report): HandshakeValues {
  const text = (source: TextOrPid | undefined): string =>
    (source?.pid === undefined ? source?.text : read(source.pid)?.text) ?? "";
  const headers: Record<string, string> = {};
  let subprotocols: readonly string[] = [];
  let deflate: Deflate | undefined;
  for (const header of plan.headers) {
    const value = headerValue(text(header));
    if (value === "") continue;
    const key = header.key.toLowerCase();
    if (key === "sec-websocket-protocol") {
      const read = parseSubprotocols(value);
      subprotocols = read.offered;
      tell("HANDSHAKE_SUBPROTOCOL", key, read.problems, report);
    } else if (key === "sec-websocket-extensions") {
      const read = parseExtensions(value);
      deflate = read.offered;
      tell("HANDSHAKE_EXTENSION", key, read.problems, report);
    } else {
      headers[header.key] = value;
    }
  }
  const user = text(plan.login?.user);
  if (user !== "" && !Object.keys(headers).some((key) => key.toLowerCase() === "authorization")) {
    headers["Authorization"] = basicCredentials(user, text(plan.login?.password));
  }
  const server = text(plan.proxy?.server).trim();
  return {
    path: text(plan.path),
    headers,
    subprotocols,
    ...(deflate === undefined ? {} : { deflate }),
    ...(server === ""
      ? {}
      : { proxy: { server, user: text(plan.proxy?.user), password: text(plan.proxy?.password) } }),
  };
}

/** `url` is a parameter id here, unlike in other sessions, and overrides `pid`. */
function planPath(
  url: string | undefined,
  pid: number | undefined,
  options: HandshakeOptions,
  say: (message: string) => void,
): TextOrPid | undefined {
  const written = url?.trim() ?? "";
  if (isId(written)) return { pid: Number(written) };
  if (written !== "") {
    if (options.handshakeLiteralUrl === "use") return { text: written };
    say(
      `url '${withoutLogins(written)}' is no parameter id; the path ${pid === undefined ? "of the address" : "of pid"} is used.`,
    );
  }
  return pid === undefined ? undefined : { pid };
}

function planHeaders(
  written: readonly KeyedText[],
  options: HandshakeOptions,
  shown: ShownHeaders,
  say: (message: string) => void,
): HandshakeHeader[] {
  const headers: HandshakeHeader[] = [];
  for (const { key, pid, text = "" } of written) {
    const known = headers.some((other) => other.key.toLowerCase() === key.toLowerCase());
    if (ownedKeys.has(key.toLowerCase())) say(`header '${key}' belongs to the runtime and is ignored.`);
    else if (!isToken(key)) say(`'${headerName(key)}' is no header name and is not sent.`);
    else if (known) say(`header '${key}' stands there twice; the first one is used.`);
    else if (pid !== undefined) headers.push({ key, pid });
    else if (isId(text.trim())) headers.push({ key, pid: Number(text.trim()) });
    else if (options.handshakeLiteralHeaders === "send") headers.push({ key, text });
    else
      say(
        `header '${key}' has the fixed text '${shown.value(key, text)}' and is not sent; put the text into a parameter and name its pid.`,
      );
  }
  return headers;
}

function isId(text: string): boolean {
  return /^\d+$/.test(text);
}

function tell(code: NoticeCode, key: string, problems: readonly string[], report: Report): void {
  const told = report.shown.hides(key) ? problems.map(() => `a part of ${key} cannot be read`) : problems;
  for (const problem of told) {
    report.notice(code, "warning", `opening handshake: ${problem}; it is not offered.`);
  }
}
