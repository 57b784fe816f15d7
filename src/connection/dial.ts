/** Connects to a host: over TCP, through a proxy with CONNECT, with or without TLS. */
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect, type Socket } from "node:net";
import { QActionKitError } from "../base/errors.ts";
import { hostInUrl, parseAddress } from "./address.ts";
import { connectionError } from "./failure.ts";
import { basicCredentials } from "./header-text.ts";
import { connectSecurely, tlsOptions, type TlsSettings } from "./secure.ts";
import type { FrameReader } from "./websocket/frames.ts";

/** A proxy to connect through. */
export interface Proxy {
  /** The connection to the proxy itself uses TLS. */
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** Value of `Proxy-Authorization`. */
  readonly authorization?: string;
}

/** Where to connect to and how. */
export interface Line {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly tls: TlsSettings;
  readonly skipVerification: boolean;
  readonly proxy?: Proxy;
}

/** Default ports of the schemes that a proxy may have. */
const proxySchemes: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * Reads the address of a proxy: `host:port` or a URL with `http://` or `https://`, credentials allowed.
 * @throws QActionKitError `ERR_CONNECTION_PROXY` when it cannot be read.
 */
export function readProxy(server: string, user = "", password = ""): Proxy {
  const parsed = parseAddress(server);
  if ("problem" in parsed) throw new QActionKitError("ERR_CONNECTION_PROXY", `Proxy ${parsed.problem}.`);
  const { scheme = "http", host, port, credentials } = parsed.address;
  const ownPort = proxySchemes[scheme];
  if (ownPort === undefined) {
    throw new QActionKitError(
      "ERR_CONNECTION_PROXY",
      `Proxy scheme '${scheme}' is not supported; use http or https.`,
    );
  }
  const login = user === "" ? credentials : { user, password };
  return {
    secure: scheme === "https",
    host,
    port: port ?? ownPort,
    ...(login === undefined ? {} : { authorization: basicCredentials(login.user, login.password) }),
  };
}

/** Called once, with a connected socket or an error. */
export type Dialled = (error: Error | null, socket?: Socket) => void;

/**
 * Connects. Without a proxy the socket is returned at once, still connecting, as Node's HTTP client expects; with one,
 * `dialled` gets it when the tunnel is open. `signal` aborts a tunnel that is being opened. The reads of a plain
 * connection without a proxy go to `reader`.
 */
export function dial(
  line: Line,
  signal: AbortSignal,
  dialled: Dialled,
  reader?: FrameReader,
): Socket | undefined {
  if (line.proxy !== undefined) {
    tunnel(line, line.proxy, signal, dialled);
    return undefined;
  }
  const { host, port } = line;
  if (line.secure) return connectSecurely(line, { host, port });
  return reader === undefined ? connect({ host, port }) : connectPlainly(host, port, reader);
}

/** Bytes of one read, as many as in Node itself. */
const readBytes = 65_536;
let readMemory: Buffer | undefined;

/**
 * A plain socket with a reader. All sockets read into the same memory, and the bytes of each read are copied out of it at
 * once: Node would allocate 64 KB for each read and give most of it back, which costs more than copying a short message.
 * Bytes of a flowing socket with an empty buffer go straight to the listeners, as `push` would pass them on, but without
 * the extra check for more data that `push` schedules each time.
 */
function connectPlainly(host: string, port: number, reader: FrameReader): Socket {
  const buffer = (readMemory ??= Buffer.allocUnsafeSlow(readBytes));
  const callback = (length: number): boolean => {
    // Separate memory: keeping one message must not keep its neighbours in Node's pool alive.
    const bytes = Buffer.allocUnsafeSlow(length);
    buffer.copy(bytes, 0, 0, length);
    if (socket.readableFlowing !== true || socket.readableLength > 0) return socket.push(reader.wait(bytes));
    reader.read(bytes);
    return true;
  };
  const socket = connect({ host, port, onread: { buffer, callback } });
  reader.attach(socket);
  return socket;
}

function tunnel(line: Line, proxy: Proxy, signal: AbortSignal, dialled: Dialled): void {
  const authority = `${hostInUrl(line.host)}:${String(line.port)}`;
  const options = {
    method: "CONNECT",
    host: proxy.host,
    port: proxy.port,
    path: authority,
    agent: false as const,
    signal,
    headers: {
      Host: authority,
      ...(proxy.authorization === undefined ? {} : { "Proxy-Authorization": proxy.authorization }),
    },
  };
  const request = proxy.secure
    ? httpsRequest({ ...options, ...tlsOptions({ ...line, host: proxy.host, tls: { ...caOf(line) } }) })
    : httpRequest(options);
  const refuse = (answer: IncomingMessage, socket: Socket): void => {
    socket.destroy();
    const said = `${String(answer.statusCode)} ${String(answer.statusMessage)}`;
    dialled(
      new QActionKitError(
        "ERR_CONNECTION_PROXY",
        `The proxy ${proxy.host} refused to connect to ${authority}: ${said}.`,
        {
          details: { status: answer.statusCode },
        },
      ),
    );
  };
  request.once("connect", (answer: IncomingMessage, socket: Socket, head: Buffer) => {
    if (answer.statusCode === undefined || answer.statusCode < 200 || answer.statusCode > 299) {
      refuse(answer, socket);
      return;
    }
    if (head.length > 0) socket.unshift(head);
    try {
      dialled(null, line.secure ? connectSecurely(line, { socket }) : socket);
    } catch (error) {
      // The certificates cannot be read.
      socket.destroy();
      dialled(connectionError(authority, error));
    }
  });
  request.once("response", (answer) => {
    refuse(answer, answer.socket);
  });
  request.on("error", (cause) => {
    dialled(
      new QActionKitError(
        "ERR_CONNECTION_PROXY",
        `The proxy ${proxy.host}:${String(proxy.port)} failed: ${cause.message}.`,
        {
          cause,
        },
      ),
    );
  });
  request.end();
}

/** A TLS proxy is verified against the same issuers; a client certificate is for the server only. */
function caOf({ tls }: Line): TlsSettings {
  return tls.ca === undefined ? {} : { ca: tls.ca };
}
