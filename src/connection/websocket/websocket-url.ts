/** Where a WebSocket connects to, out of host field, port field, handshake path and `dynamic ip` value. */
import type { ConnectionOptions } from "../../options/register.ts";
import { escapePath, hostInUrl, parseAddress, withoutFragment, type Address } from "../address.ts";

/** A place to connect to. */
export interface Target {
  /** wss. */
  readonly secure: boolean;
  /** Lower case, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** Request target: begins with `/`, ASCII only. */
  readonly path: string;
  /** All of it as text, without credentials; the scheme's own port is left out. */
  readonly url: string;
  readonly credentials?: { readonly user: string; readonly password: string };
}

/** What an address is composed of. */
export interface TargetInput {
  /** Address field of the element. */
  readonly host: string;
  /** Port field of the element; 0 or missing: not filled in. */
  readonly port?: number;
  /** Value of the handshake's path parameter; missing or empty: none. */
  readonly handshakePath?: string;
  /** Value of the `dynamic ip` parameter; missing or blank: none. */
  readonly dynamicValue?: string;
  /** Port of the address that this connection used last. */
  readonly lastPort?: number;
}

/** The options this file obeys. */
export type UrlOptions = Pick<
  ConnectionOptions,
  "port443IsSecure" | "portInHost" | "dynamicPath" | "dynamicKeepsScheme"
>;

/** A target; nothing to connect to (`empty`); or a sentence that says what is wrong with the address. */
export type TargetResult =
  { readonly target: Target } | { readonly empty: true } | { readonly problem: string };

/** Schemes of an address and whether they are secure. */
const schemes: Readonly<Record<string, boolean>> = { ws: false, wss: true, http: false, https: true };

/**
 * Composes the address of a WebSocket (`ConnectionsWebSocketsImplementation`, `ConnectionsWebSocketsDynamicIp`).
 * A filled `dynamic ip` value takes the place of both fields. A handshake path with a scheme is a whole URL.
 */
export function composeTarget(input: TargetInput, options: UrlOptions): TargetResult {
  const dynamicValue = input.dynamicValue?.trim() ?? "";
  const handshakePath = input.handshakePath?.trim() ?? "";
  const written = dynamicValue === "" ? input.host.trim() : dynamicValue;
  if (isWholeUrl(handshakePath) && (dynamicValue === "" || options.dynamicPath === "handshake")) {
    return fromWholeUrl(handshakePath, options);
  }
  if (written === "") return { empty: true };
  const parsed = parseAddress(written);
  if ("problem" in parsed) return parsed;
  const { address } = parsed;
  const port = dynamicValue === "" ? configuredPort(address, input, options) : dynamicPort(address, input);
  const scheme = address.scheme ?? (dynamicValue === "" ? undefined : keptScheme(input.host, options));
  return build(address, scheme, port, pathOf(address, handshakePath, dynamicValue !== "", options), options);
}

function isWholeUrl(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
}

function fromWholeUrl(url: string, options: UrlOptions): TargetResult {
  const parsed = parseAddress(url);
  if ("problem" in parsed) return parsed;
  const { address } = parsed;
  return build(address, address.scheme, address.port, address.path, options);
}

function configuredPort(address: Address, { port }: TargetInput, options: UrlOptions): number | undefined {
  const field = port === 0 ? undefined : port;
  return options.portInHost === "wins" ? (address.port ?? field) : field;
}

/** A dynamic value with a scheme is a complete URL; without one, a missing port is the last one used, else the field's. */
function dynamicPort(address: Address, { port, lastPort }: TargetInput): number | undefined {
  if (address.port !== undefined || address.scheme !== undefined) return address.port;
  return lastPort ?? (port === 0 ? undefined : port);
}

function keptScheme(host: string, options: UrlOptions): string | undefined {
  if (!options.dynamicKeepsScheme || host.trim() === "") return undefined;
  const parsed = parseAddress(host);
  return "address" in parsed ? parsed.address.scheme : undefined;
}

/** The handshake's path goes before that of the address field; against a dynamic value an option decides. */
function pathOf(
  address: Address,
  handshakePath: string,
  dynamic: boolean,
  options: UrlOptions,
): string | undefined {
  const own = address.path === "/" ? undefined : address.path;
  if (handshakePath === "") return own;
  if (!dynamic || options.dynamicPath === "handshake") return handshakePath;
  return own ?? (isWholeUrl(handshakePath) ? undefined : handshakePath);
}

function build(
  { host, credentials }: Address,
  scheme: string | undefined,
  port: number | undefined,
  path: string | undefined,
  options: UrlOptions,
): TargetResult {
  const secure = scheme === undefined ? port === 443 && options.port443IsSecure : schemes[scheme];
  if (secure === undefined) {
    return { problem: `The scheme '${String(scheme)}' cannot carry a WebSocket; use ws or wss.` };
  }
  const ownPort = secure ? 443 : 80;
  const usedPort = port ?? ownPort;
  const usedPath = requestPath(path);
  const url = `${secure ? "wss" : "ws"}://${hostInUrl(host)}${usedPort === ownPort ? "" : `:${String(usedPort)}`}${usedPath}`;
  return {
    target: {
      secure,
      host,
      port: usedPort,
      path: usedPath,
      url,
      ...(credentials === undefined ? {} : { credentials }),
    },
  };
}

function requestPath(path: string | undefined): string {
  const cut = escapePath(withoutFragment(path ?? ""));
  return cut.startsWith("/") ? cut : `/${cut}`;
}
