/** One port for WebSocket and HTTP. */
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { contentBytes } from "./content.ts";
import type { Face } from "./face.ts";
import { listening, resetSocket, type DeviceListener, type ListenAddress } from "./listener.ts";
import { SocketAcceptor } from "./socket-acceptor.ts";

/** The path of a request without its query. */
function pathOf(request: IncomingMessage): string {
  return request.url?.split("?")[0] ?? "";
}

/** The listener. */
export class WebListener implements DeviceListener {
  readonly #server: Server;
  readonly #requests: readonly Face[];
  readonly #acceptors: readonly SocketAcceptor[];
  readonly #sockets = new Set<Duplex>();

  private constructor(faces: readonly Face[], { tls }: ListenAddress) {
    this.#requests = faces.filter(({ kind }) => kind.requests);
    this.#acceptors = faces.filter(({ kind }) => kind.opens).map((face) => new SocketAcceptor(face));
    this.#server = tls === undefined ? createServer() : createSecureServer(tls);
    this.#server.on("request", (request, response) => void this.#answer(request, response));
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
  }

  static async open(faces: readonly Face[], address: ListenAddress): Promise<WebListener> {
    const listener = new WebListener(faces, address);
    const server = listener.#server;
    await listening(server, address, () => server.listen(address.port, address.host));
    return listener;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    await closed;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => undefined);
    const acceptor = this.#acceptors.find((one) => one.answersOn(pathOf(request)));
    if (acceptor === undefined) {
      refuse(socket, 404);
      return;
    }
    const { refuse: status, halfOpen } = acceptor.face.faults.values;
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    if (halfOpen !== undefined) return;
    if (status !== undefined) refuse(socket, status);
    else acceptor.accept(request, head);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => undefined);
    const [face] = this.#requests;
    if (face === undefined) {
      response.writeHead(426, { "Content-Type": "text/plain", Upgrade: "websocket" }).end("Upgrade Required");
      return;
    }
    const { stopReading, halfOpen, refuse: status } = face.faults.values;
    if (stopReading !== undefined || halfOpen !== undefined) return;
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    const body = await bodyOf(request);
    if (body !== undefined) await answerRequest(face, request, body, response);
  }
}

/** Answers an opening handshake with a status. */
function refuse(socket: Duplex, status: number): void {
  const line = `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ""}`.trimEnd();
  socket.end(`${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The body of a request; undefined when the client has gone. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

/** Answers one request. The head goes out with the first bytes of the body, so that it is as late as they are. */
async function answerRequest(
  face: Face,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const { method = "", url = "", headers } = request;
  let head: () => void = () => undefined;
  let left = 0;
  const { line, content } = await face.requested(
    {
      pack: (bytes) => bytes,
      write: (bytes) => {
        if (!response.headersSent) head();
        response.write(bytes);
        left -= bytes.length;
      },
      close: () => request.socket.end(),
      reset: () => resetSocket(request.socket),
      hold: () => undefined,
    },
    { method, url, headers },
    body,
  );
  const { status = 200, headers: own = {}, body: said = "" } = content;
  const bytes = contentBytes(said, face.encoding);
  const { length } = bytes;
  left = length;
  head = () => {
    const type = said === "" ? {} : { "Content-Type": face.contentType(said) };
    response.writeHead(status, { ...type, ...own, "Content-Length": length });
  };
  response.on("close", () => line.end());
  line.send(bytes);
  line.output.push(() => {
    // A body that ends early can only be told by the end of the line.
    if (!response.headersSent) return;
    if (left > 0) request.socket.end();
    else response.end();
  });
}
