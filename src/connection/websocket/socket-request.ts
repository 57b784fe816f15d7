/** Composes one opening handshake: address, proxy and headers, all read at that moment. */
import type { ConnectionOptions } from "../../options/register.ts";
import { QActionKitError } from "../../base/errors.ts";
import type { ReadParameter } from "../connection.ts";
import { readProxy, type Line, type Proxy } from "../dial.ts";
import type { Deflate } from "./offers.ts";
import { readHandshake, type HandshakePlan, type HandshakeValues } from "./handshake.ts";
import { basicCredentials } from "../header-text.ts";
import type { Report } from "../connection-report.ts";
import type { TlsSettings } from "../secure.ts";
import type { ConnectionSettings } from "../connection-settings.ts";
import { composeTarget, type Target } from "./websocket-url.ts";

/** Everything that one opening handshake needs. */
export interface SocketRequest {
  readonly line: Line;
  /** Request target as it is sent. */
  readonly path: string;
  /** For messages, without credentials. */
  readonly url: string;
  /** Each character of a value is a byte. */
  readonly headers: Readonly<Record<string, string>>;
  readonly subprotocols: readonly string[];
  readonly deflate?: Deflate;
  /** ms for the whole opening. */
  readonly timeoutMs: number;
  /** ms to wait for the other side's close frame. */
  readonly closeGraceMs: number;
  /** Bytes of a message, unpacked, beyond which the socket is closed with 1009. */
  readonly maxBytes: number;
  /** The library reads all frames. */
  readonly leavesFrames: boolean;
  /** Close with 1007 at a text that is not UTF-8. */
  readonly checkUtf8: boolean;
}

/** What an opening is composed of. */
export interface OpeningInput {
  readonly settings: ConnectionSettings;
  readonly plan: HandshakePlan;
  /** Value of the `dynamic ip` parameter, `""` when there is none. */
  readonly dynamicValue: string;
  readonly lastPort?: number;
  readonly tls: TlsSettings;
  readonly options: ConnectionOptions;
  readonly readParameter: ReadParameter;
  readonly report: Report;
}

/** An opening; no address at all (`empty`); or what is wrong with the address or the proxy. */
export type OpeningResult =
  { readonly request: SocketRequest } | { readonly empty: true } | { readonly error: QActionKitError };

/** Reads address and handshake values and puts the opening together. */
export function composeOpening(input: OpeningInput): OpeningResult {
  const { settings, options } = input;
  const values = readHandshake(input.plan, input.readParameter, input.report);
  const result = composeTarget(
    {
      host: settings.host,
      port: settings.port,
      handshakePath: values.path,
      dynamicValue: input.dynamicValue,
      ...(input.lastPort === undefined ? {} : { lastPort: input.lastPort }),
    },
    options,
  );
  if ("empty" in result) return result;
  if ("problem" in result) return { error: new QActionKitError("ERR_CONNECTION_ADDRESS", result.problem) };
  try {
    return { request: requestOf(result.target, values, input) };
  } catch (error) {
    if (error instanceof QActionKitError) return { error };
    throw error;
  }
}

function requestOf(
  target: Target,
  values: HandshakeValues,
  { settings, options, tls }: OpeningInput,
): SocketRequest {
  const proxy = proxyOf(values, settings, options);
  return {
    line: {
      host: target.host,
      port: target.port,
      secure: target.secure,
      tls,
      skipVerification: settings.skipCertificateVerification,
      ...(proxy === undefined ? {} : { proxy }),
    },
    path: target.path,
    url: target.url,
    headers: withLogin(values.headers, target),
    subprotocols: values.subprotocols,
    ...(values.deflate === undefined ? {} : { deflate: values.deflate }),
    timeoutMs: settings.timeoutMs,
    closeGraceMs: options.closeGraceMs,
    maxBytes: options.oversizeMessage === "close" ? Math.max(1, options.maxMessageBytes) : mostBytes(options),
    leavesFrames: options.frameReader === "ws",
    checkUtf8: options.invalidUtf8Text === "close",
  };
}

/** The proxy of the session, whatever the bus address says, else the option's unless it is bypassed. */
function proxyOf(
  values: HandshakeValues,
  settings: ConnectionSettings,
  options: ConnectionOptions,
): Proxy | undefined {
  if (values.proxy !== undefined)
    return readProxy(values.proxy.server, values.proxy.user, values.proxy.password);
  return options.proxy.trim() === "" || settings.bypassProxy ? undefined : readProxy(options.proxy);
}

/** Credentials written in the address become a Basic login, unless the handshake has its own. */
function withLogin(
  headers: Readonly<Record<string, string>>,
  { credentials }: Target,
): Readonly<Record<string, string>> {
  if (credentials === undefined || Object.keys(headers).some((key) => key.toLowerCase() === "authorization"))
    return headers;
  return { ...headers, Authorization: basicCredentials(credentials.user, credentials.password) };
}

/** A fragmented message waits as well, so it may not exceed the limit for waiting bytes. */
function mostBytes({ backlogLimits, maxMessageBytes }: ConnectionOptions): number {
  return Math.min(Math.max(backlogLimits[1], maxMessageBytes), 0x7fffffff);
}
