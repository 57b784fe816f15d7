/** Composes an HTTP request of a session: address, request line, headers, body (`ConnectionsHttpImplementing`). */
import type { ConnectionOptions } from "../../options/register.ts";
import { QActionKitError } from "../../base/errors.ts";
import type { KeyedText, Session, SessionConnection, TextOrPid } from "../../protocol/model.ts";
import { escapePath, hostInUrl, parseAddress, withoutFragment, type Address } from "../address.ts";
import type { ReadParameter } from "../connection.ts";
import { readProxy, type Proxy } from "../dial.ts";
import { headerName, headerValue, isToken } from "../header-text.ts";
import { charsetOf } from "./http-body.ts";
import type { Login } from "./http-login.ts";
import type { Report } from "../connection-report.ts";
import type { ConnectionSettings } from "../connection-settings.ts";

/** A server: scheme, host and port. */
export interface HttpPlace {
  readonly secure: boolean;
  /** Lower case, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** A request ready to go out. */
export interface HttpRequest {
  readonly place: HttpPlace;
  readonly method: string;
  /** Request target: begins with `/`, ASCII only. */
  readonly path: string;
  /** In the order in which they are sent; each character of a value is a byte. */
  readonly headers: readonly (readonly [key: string, value: string])[];
  readonly body: Uint8Array;
}

/** What a request is composed of. */
export interface HttpInput {
  readonly settings: ConnectionSettings;
  /** Value of the `dynamic ip` parameter, `""` when there is none. */
  readonly dynamicValue: string;
  readonly options: Pick<ConnectionOptions, "port443IsSecure" | "portInHost" | "proxy">;
  readonly readParameter: ReadParameter;
  readonly report: Report;
}

const schemes: Readonly<Record<string, boolean>> = { http: false, https: true };

/** Headers that are always sent (RN 20462); the protocol may replace them. */
const automatic: readonly (readonly [key: string, value: string])[] = [
  ["User-Agent", "DataMiner/1.0"],
  ["Connection", "Keep-Alive"],
  ["Accept-Encoding", "gzip, deflate"],
];

/** Headers that follow from the body. */
const ownedKeys = new Set(["content-length", "transfer-encoding"]);

/** Text of a parameter or literal, `""` when there is none. */
export function textOf(source: TextOrPid | undefined, read: ReadParameter): string {
  return (source?.pid === undefined ? source?.text : read(source.pid)?.text) ?? "";
}

/**
 * Composes a request.
 * @throws QActionKitError `ERR_CONNECTION_ADDRESS` when there is no address, or it cannot be read.
 */
export function composeHttpRequest(step: SessionConnection, input: HttpInput): HttpRequest {
  const { readParameter: read, report } = input;
  const written = step.url ?? (step.pid === undefined ? "" : textOf({ pid: step.pid }, read));
  const method = verbOf(step.verb, report);
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(written.trim());
  const address = readAddress(whole ? written : baseAddress(input));
  const place = whole ? placeOf(address, undefined, input) : basePlace(address, input);
  const path = withoutFragment(whole ? (address.path ?? "/") : written);
  const charset = charsetOf(textOf(headerNamed(step.headers, "content-type"), read));
  const parts = contentParts(step, charset, read);
  const get = method.toUpperCase() === "GET";
  const body = get ? new Uint8Array(0) : Buffer.concat(parts.bytes);
  return {
    place,
    method,
    path: escapePath(withSlash(get ? `${path}${joined(path, parts.asQuery)}` : path)),
    headers: headersOf(
      step.headers,
      place,
      get || (body.length === 0 && method.toUpperCase() === "HEAD") ? undefined : body,
      input,
    ),
    body,
  };
}

/** The proxy of a session: its own, whatever the bus address says, else the option's unless it is bypassed. */
export function proxyOf(
  session: Session,
  { settings, options, readParameter }: HttpInput,
): Proxy | undefined {
  const own = textOf(session.proxyServer, readParameter).trim();
  if (own !== "") {
    return readProxy(
      own,
      textOf(session.proxyUser, readParameter),
      textOf(session.proxyPassword, readParameter),
    );
  }
  return options.proxy.trim() === "" || settings.bypassProxy ? undefined : readProxy(options.proxy);
}

/** Who logs in, when the session says `credentials` and the user name is filled. */
export function loginOf(session: Session, read: ReadParameter): Login | undefined {
  if (session.loginMethod?.toLowerCase() !== "credentials") return undefined;
  const user = textOf(session.userName, read);
  return user === "" ? undefined : { user, password: textOf(session.password, read) };
}

/** `host:port` as in a `Host` header: the scheme's own port is left out. */
export function authorityOf({ secure, host, port }: HttpPlace): string {
  return port === (secure ? 443 : 80) ? hostInUrl(host) : `${hostInUrl(host)}:${String(port)}`;
}

/** True for the same server, which may see the same logins and sessions. */
export function isSamePlace(one: HttpPlace, other: HttpPlace): boolean {
  return one.secure === other.secure && one.host === other.host && one.port === other.port;
}

/** The place as text. */
export function urlOf(place: HttpPlace, path: string): string {
  return `${place.secure ? "https" : "http"}://${authorityOf(place)}${path}`;
}

/** Reads an absolute URL, for example of a redirect. */
export function placeOfUrl(url: URL): HttpPlace {
  const secure = url.protocol === "https:";
  const host = url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
  return { secure, host, port: url.port === "" ? (secure ? 443 : 80) : Number(url.port) };
}

function verbOf(verb: string, report: Report): string {
  if (/^[A-Za-z]+$/.test(verb) && verb.toUpperCase() !== "CONNECT") return verb;
  report.notice("HTTP_VERB", "warning", `the verb '${verb}' cannot be used; GET is sent.`);
  return "GET";
}

function baseAddress({ settings, dynamicValue }: HttpInput): string {
  return dynamicValue.trim() === "" ? settings.host : dynamicValue;
}

function readAddress(text: string): Address {
  if (text.trim() === "")
    throw new QActionKitError("ERR_CONNECTION_ADDRESS", "There is no address to send a request to.");
  const parsed = parseAddress(text);
  if ("problem" in parsed) throw new QActionKitError("ERR_CONNECTION_ADDRESS", parsed.problem);
  return parsed.address;
}

/** A dynamic value is HTTP unless it says https, whatever the port; the scheme of the address field does not count. */
function basePlace(address: Address, input: HttpInput): HttpPlace {
  const field = input.settings.port === 0 ? undefined : input.settings.port;
  if (input.dynamicValue.trim() !== "") {
    return placeOf({ ...address, scheme: address.scheme ?? "http" }, address.port ?? field, input);
  }
  return placeOf(address, input.options.portInHost === "wins" ? (address.port ?? field) : field, input);
}

function placeOf(address: Address, port: number | undefined, { options }: HttpInput): HttpPlace {
  const used = port ?? address.port;
  const { scheme, host } = address;
  const secure = scheme === undefined ? used === 443 && options.port443IsSecure : schemes[scheme];
  if (secure === undefined) {
    throw new QActionKitError(
      "ERR_CONNECTION_ADDRESS",
      `The scheme '${String(scheme)}' is not supported; use http or https.`,
    );
  }
  return { secure, host, port: used ?? (secure ? 443 : 80) };
}

function withSlash(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

/** Parameters become a query; Data is appended with nothing in between. */
function joined(path: string, { query, text }: { query: boolean; text: string }): string {
  if (text === "" || !query) return text;
  return `${path.includes("?") ? (/[?&]$/.test(path) ? "" : "&") : "?"}${text}`;
}

/** Parameters take precedence over Data. Bytes of a parameter are sent unchanged when a charset is named. */
function contentParts(
  { parameters, data }: SessionConnection,
  charset: string | undefined,
  read: ReadParameter,
): { bytes: Uint8Array[]; asQuery: { query: boolean; text: string } } {
  const raw = charset !== undefined && !["utf-8", "utf8", "us-ascii"].includes(charset);
  const bytesOf = (source: TextOrPid): Uint8Array =>
    raw && source.pid !== undefined
      ? (read(source.pid)?.bytes ?? new Uint8Array(0))
      : Buffer.from(textOf(source, read), "utf8");
  if (parameters.length > 0) {
    const bytes = parameters.flatMap((parameter, index) => [
      Buffer.from(`${index === 0 ? "" : "&"}${parameter.key}=`, "utf8"),
      bytesOf(parameter),
    ]);
    const text = parameters.map((parameter) => `${parameter.key}=${textOf(parameter, read)}`).join("&");
    return { bytes, asQuery: { query: true, text } };
  }
  if (data === undefined) return { bytes: [], asQuery: { query: false, text: "" } };
  return { bytes: [bytesOf(data)], asQuery: { query: false, text: textOf(data, read) } };
}

function headerNamed(headers: readonly KeyedText[], key: string): KeyedText | undefined {
  return headers.find((header) => header.key.toLowerCase() === key);
}

function headersOf(
  written: readonly KeyedText[],
  place: HttpPlace,
  body: Uint8Array | undefined,
  { readParameter, report }: HttpInput,
): [string, string][] {
  const own: [string, string][] = [];
  const has = (key: string): boolean => own.some(([other]) => other.toLowerCase() === key.toLowerCase());
  for (const header of written) {
    const { key } = header;
    const value = headerValue(textOf(header, readParameter));
    if (value === "") continue;
    if (ownedKeys.has(key.toLowerCase()))
      report.notice("HTTP_HEADER", "warning", `header '${key}' follows from the body and is ignored.`);
    else if (!isToken(key))
      report.notice("HTTP_HEADER", "warning", `'${headerName(key)}' is no header name and is not sent.`);
    else if (has(key))
      report.notice("HTTP_HEADER", "warning", `header '${key}' stands there twice; the first one is sent.`);
    else own.push([key, value]);
  }
  const added = ([key]: readonly [string, string]): boolean => !has(key);
  const host: [string, string] = ["Host", authorityOf(place)];
  const length: [string, string][] = body === undefined ? [] : [["Content-Length", String(body.length)]];
  return [
    ...[host, ...automatic].filter(added).map(([key, value]): [string, string] => [key, value]),
    ...own,
    ...length,
  ];
}
