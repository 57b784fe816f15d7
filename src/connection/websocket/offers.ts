/** Subprotocols and extensions that a custom handshake offers: parsed from header text for the options of `ws`. */
import type { ClientOptions } from "ws";
import { isToken } from "../header-text.ts";

/** The library's settings of permessage-deflate (RFC 7692). */
export type Deflate = Exclude<ClientOptions["perMessageDeflate"], boolean | undefined>;

/** What was read, and sentences about what could not be used. */
export interface Offers<T> {
  readonly offered: T;
  readonly problems: readonly string[];
}

/** Reads a `Sec-WebSocket-Protocol` value: a comma-separated list of tokens (RFC 6455 section 11.3.4). */
export function parseSubprotocols(text: string): Offers<readonly string[]> {
  const offered: string[] = [];
  const problems: string[] = [];
  for (const part of listOf(text, ",")) {
    if (!isToken(part)) problems.push(`'${part}' is no subprotocol name`);
    else if (offered.includes(part)) problems.push(`subprotocol '${part}' is listed twice`);
    else offered.push(part);
  }
  return { offered, problems };
}

/**
 * Reads a `Sec-WebSocket-Extensions` value (RFC 6455 section 9.1). permessage-deflate is offered with the
 * parameters written; nothing else is supported, and nothing is offered that is not written.
 */
export function parseExtensions(text: string): Offers<Deflate | undefined> {
  let offered: Deflate | undefined;
  const problems: string[] = [];
  for (const part of listOf(text, ",")) {
    const [name = "", ...parameters] = listOf(part, ";");
    if (name.toLowerCase() !== "permessage-deflate") {
      problems.push(`extension '${name}' is not supported`);
      continue;
    }
    const read = readDeflate(parameters);
    if (typeof read === "string") problems.push(read);
    else offered ??= read;
  }
  return { offered, problems };
}

const windowBits = { min: 8, max: 15 };

/** The settings, or a sentence about a parameter that does not exist or has a wrong value. */
function readDeflate(parameters: readonly string[]): Deflate | string {
  // `false` keeps the library from offering client_max_window_bits by itself; its types leave that value out.
  const deflate: Record<string, unknown> = { clientMaxWindowBits: false };
  for (const parameter of parameters) {
    const [name = "", quoted] = listOf(parameter, "=");
    const value = quoted?.replaceAll('"', "");
    const setting = deflateParameters[name.toLowerCase()];
    if (setting === undefined) return `permessage-deflate has no parameter '${name}'`;
    const bits = Number(value);
    const fits = setting.bits
      ? value === undefined
        ? setting.bare
        : Number.isInteger(bits) && bits >= windowBits.min && bits <= windowBits.max
      : value === undefined;
    if (!fits) return `permessage-deflate cannot have '${parameter}'`;
    deflate[setting.option] = setting.bits ? (value === undefined ? undefined : bits) : true;
  }
  return deflate;
}

/** Parameters of RFC 7692 section 7.1: the option's name, a number or a switch, and whether the number may be left out. */
const deflateParameters: Readonly<Record<string, { option: string; bits: boolean; bare: boolean }>> = {
  server_no_context_takeover: { option: "serverNoContextTakeover", bits: false, bare: true },
  client_no_context_takeover: { option: "clientNoContextTakeover", bits: false, bare: true },
  server_max_window_bits: { option: "serverMaxWindowBits", bits: true, bare: false },
  client_max_window_bits: { option: "clientMaxWindowBits", bits: true, bare: true },
};

function listOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
