/** Parses what people type as an address: a URL, a host, `host:port`, an IPv6 address with or without brackets. */
import { isIPv6 } from "node:net";

/** The parts of an address; those not written are missing. */
export interface Address {
  /** Lower case, without `://`. */
  readonly scheme?: string;
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Lower case, IPv6 without brackets, international names in their ASCII form. */
  readonly host: string;
  /** 1..65535; a written 0 counts as not written. */
  readonly port?: number;
  /** Path and query from the first `/` or `?` on, as written, without a fragment. */
  readonly path?: string;
}

/** An address, or a sentence that says why there is none. */
export type AddressResult = { readonly address: Address } | { readonly problem: string };

const unescapedLogin =
  "there is no host in front of the first '/', '?' or '#'; in a user name or password write these as %2F, %3F and %23";

/** Reads an address. `text` must not be blank. */
export function parseAddress(text: string): AddressResult {
  const trimmed = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  const rest = scheme === undefined ? trimmed : trimmed.slice(scheme.length + 3);
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const path = withoutFragment(end < 0 ? "" : rest.slice(end));
  const at = authority.lastIndexOf("@");
  const place = parsePlace(authority.slice(at + 1));
  if ("problem" in place) {
    const before = scheme === undefined ? "" : `${scheme}://`;
    // The text before such an @ may be a password, which must not be shown.
    if (end >= 0 && rest.includes("@", end)) return { problem: `'${before}...': ${unescapedLogin}` };
    return { problem: `'${before}${rest.slice(at + 1)}': ${place.problem}` };
  }
  return {
    address: {
      ...(scheme === undefined ? {} : { scheme }),
      ...(at < 0 ? {} : { credentials: parseCredentials(authority.slice(0, at)) }),
      ...place,
      ...(path === "" ? {} : { path }),
    },
  };
}

/** Removes a fragment: it is never sent to a server (RFC 6455 section 3, RFC 9110 section 4.2). */
export function withoutFragment(path: string): string {
  const hash = path.indexOf("#");
  return hash < 0 ? path : path.slice(0, hash);
}

/** Escapes only what a request line cannot hold: blanks, control characters and everything above 7E, as UTF-8. */
export function escapePath(path: string): string {
  return path.replaceAll(/[^\x21-\x7e]+/gu, (text) =>
    [...Buffer.from(text, "utf8")]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  );
}

/** A host as a URL writes it: IPv6 in brackets. */
export function hostInUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** The address for a log line, without user name and password; `...` when they cannot be told from the rest. */
export function withoutCredentials(address: string): string {
  const shown = address.trim().replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i, "$1");
  return shown.includes("@") && "problem" in parseAddress(shown) ? "..." : shown;
}

function parsePlace(text: string): { host: string; port?: number } | { problem: string } {
  const bracketed = /^\[([^\]]*)\](?::(\d*))?$/.exec(text);
  if (bracketed !== null) {
    const [, host = "", port] = bracketed;
    return isIPv6(host)
      ? withPort(host.toLowerCase(), port)
      : { problem: "there is no IPv6 address in the brackets" };
  }
  if (text.indexOf(":") !== text.lastIndexOf(":")) {
    return isIPv6(text)
      ? { host: text.toLowerCase() }
      : { problem: "an address with several colons must be IPv6" };
  }
  const [host = "", port] = text.split(":");
  if (host === "") return { problem: "there is no host" };
  const ascii = asciiHost(host);
  return ascii === undefined ? { problem: `'${host}' is no host name` } : withPort(ascii, port);
}

function withPort(
  host: string,
  text: string | undefined,
): { host: string; port?: number } | { problem: string } {
  if (text === undefined || text === "") return { host };
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    return { problem: `'${text}' is no port; ports go from 1 to 65535` };
  return port === 0 ? { host } : { host, port };
}

function asciiHost(host: string): string | undefined {
  return URL.canParse(`ws://${host}/`) ? new URL(`ws://${host}/`).hostname : undefined;
}

function parseCredentials(text: string): { user: string; password: string } {
  const colon = text.indexOf(":");
  const [user, password] = colon < 0 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
  return { user: unescaped(user), password: unescaped(password) };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
