/** The address of a serial or smart-serial connection: a host and a port, or a port to listen on. */
import type { ConnectionOptions } from "../../options/register.ts";
import { hostInUrl, parseAddress, withoutCredentials } from "../address.ts";

/** A host and a TCP or UDP port. */
export interface SerialTarget {
  /** IPv6 without brackets. */
  readonly host: string;
  /** 1..65535; of a server also 0, chosen by the system. */
  readonly port: number;
}

/** Result of reading an address: connect, listen, or the reason why neither is possible. */
export type SerialPlace =
  | { readonly kind: "client"; readonly target: SerialTarget }
  | { readonly kind: "server"; readonly target: SerialTarget }
  | { readonly kind: "none"; readonly code: "ADDRESS_EMPTY" | "ADDRESS_INVALID"; readonly problem: string };

/** Everything that an address is derived from. */
export interface SerialAddress {
  /** Scheme an address may begin with, and the only one. */
  readonly scheme: string;
  /** A host that means this machine makes it the server. */
  readonly listens: boolean;
  /** Address field of the operator. */
  readonly host: string;
  /** Port field, 0: not filled in. */
  readonly port: number;
  /** Value of the `dynamic ip` parameter, `""` when it has none: `host:port`, or only a host. */
  readonly dynamicValue: string;
  /** Port of the last connection that was made. */
  readonly lastPort?: number;
  readonly options: Pick<ConnectionOptions, "portInHost">;
}

/**
 * Hosts that make a smart-serial connection a server: `any`, and this machine's loopback address, IPv6 in any spelling (RN
 * 40758). `127.0.0.2` or a name such as `localhost` makes a client (`ConnectionsSmartSerialServer`,
 * `ConnectionsSmartSerialDynamicPolling`).
 */
const serverHosts: ReadonlySet<string> = new Set(["any", "127.0.0.1", "::1"]);

/**
 * Reads the address in use: the dynamic value, else the address field. A value without a port takes the last port that
 * was used, else the port field (`ConnectionsSerialDynamicPolling`).
 */
export function serialPlace(parts: SerialAddress): SerialPlace {
  const { listens, host, port, dynamicValue, lastPort, options } = parts;
  const dynamic = dynamicValue.trim() !== "";
  const text = (dynamic ? dynamicValue : host).trim();
  if (text === "") {
    return { kind: "none", code: "ADDRESS_EMPTY", problem: "it has no address, so it is not opened" };
  }
  const parsed = parseAddress(text);
  if ("problem" in parsed) return invalid(`address ${parsed.problem}`);
  const { address } = parsed;
  const { scheme = parts.scheme } = address;
  if (scheme !== parts.scheme) {
    const used = parts.scheme.toUpperCase();
    return invalid(`its address begins with ${scheme}://, but its port type is ${used}/IP; write host:port`);
  }
  const written = !dynamic && options.portInHost === "ignored" ? undefined : address.port;
  const used = written ?? (dynamic ? lastPort : undefined) ?? port;
  const target = { host: shortened(address.host), port: used };
  if (listens && serverHosts.has(target.host)) return { kind: "server", target };
  if (used === 0)
    return invalid(`'${withoutCredentials(text)}' has no port; fill in the port field, or write host:port`);
  return { kind: "client", target };
}

/** An IPv6 address in its short form (RFC 5952 section 4), any other host as it is. */
function shortened(host: string): string {
  const url = `tcp://${hostInUrl(host)}`;
  return host.includes(":") && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : host;
}

/** The address for log lines and events: `tcp://host:port`. */
export function serialUrl(scheme: string, { host, port }: SerialTarget): string {
  return `${scheme}://${hostInUrl(host)}:${String(port)}`;
}

function invalid(problem: string): SerialPlace {
  return { kind: "none", code: "ADDRESS_INVALID", problem };
}
