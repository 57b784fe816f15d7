/** Opening handshakes of one WebSocket face, and the lines that come of them. */
import type { IncomingMessage } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import type { WebSocketFace } from "./device-script.ts";
import type { Face } from "./face.ts";
import { FaultyStream } from "./faulty-stream.ts";
import { resetSocket } from "./listener.ts";
import { closeFrame, closeReason, serverFrame } from "./server-frames.ts";

/** Longest message that is read, in bytes. */
const maxMessageBytes = 67_108_864;
/** What takes the place of the right `Sec-WebSocket-Accept`: the answer to no key. */
const wrongAnswer = "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/** Codes that a close frame may have (RFC 6455 section 7.4); the library sends no others. */
function isAllowedCode(code: number): boolean {
  if (code >= 3000 && code <= 4999) return true;
  return code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code);
}

/** Accepts sockets. The library reads; frames are written here, because they may have to be wrong. */
export class SocketAcceptor {
  readonly face: Face;
  readonly #server: WebSocketServer;

  constructor(face: Face) {
    this.face = face;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: maxMessageBytes,
      // A device may be sent anything, and says itself what it makes of it.
      skipUTF8Validation: true,
      handleProtocols: (offered) => this.#script.subprotocols?.find((name) => offered.has(name)) ?? false,
    });
    this.#server.on("headers", (headers) => {
      if (face.faults.values.wrongAccept === undefined) return;
      const at = headers.findIndex((header) => header.startsWith("Sec-WebSocket-Accept"));
      headers[at] = wrongAnswer;
    });
  }

  get #script(): WebSocketFace {
    return this.face.script as WebSocketFace;
  }

  /** True when the face answers on a path. */
  answersOn(path: string): boolean {
    return this.#script.path === undefined || this.#script.path === path;
  }

  accept(request: IncomingMessage, head: Buffer): void {
    const stream = new FaultyStream(request.socket);
    this.#server.handleUpgrade(request, stream, head, (opened) => {
      this.#opened(opened, stream, request);
    });
  }

  #opened(socket: WebSocket, stream: FaultyStream, { url = "", socket: lower }: IncomingMessage): void {
    const { face } = this;
    const line = face.opened(
      {
        pack: (bytes, opcode) => serverFrame(opcode, bytes),
        write: (bytes) => lower.write(bytes),
        close: (code, reason) => {
          if (isAllowedCode(code)) socket.close(code, closeReason(reason));
          else lower.end(closeFrame(code, reason));
        },
        reset: () => resetSocket(lower),
        hold: (held) => stream.hold(held),
      },
      `${lower.remoteAddress ?? ""}:${String(lower.remotePort ?? "")}`,
      url,
    );
    stream.output = (item) => {
      if (face.faults.values.halfOpen === undefined) line.output.push(item);
    };
    socket.on("message", (data: Buffer, binary) => face.received(line, data, binary ? 2 : 1));
    // A rule that the other side breaks is the reason that the library closes with.
    socket.on("error", () => undefined);
    socket.on("close", (code, reason) => face.ended(line, code, reason.toString("utf8")));
  }
}
