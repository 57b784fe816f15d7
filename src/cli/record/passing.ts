/** Passes everything that comes on one of two WebSockets on to the other. */
import { WebSocket } from "ws";

/** Bytes that may wait for a slow reader before its other side is not read any more. */
const mostWaiting = 4 * 1024 * 1024;
/** Close codes of an end without a code, and without a close frame (RFC 6455 section 7.4.1). */
const endCodes = { none: 1005, abnormal: 1006 } as const;

/** How the two ended: the device closed (`peer`), the client did (`stop`), or a line broke. */
export interface PassedEnd {
  readonly by: "peer" | "stop" | "line";
  readonly code: number;
  readonly reason: string;
  readonly clean: boolean;
}

/** Closes a side as the other one was closed. */
function closeAs(socket: WebSocket, code: number, reason: Buffer): void {
  if (code === endCodes.abnormal) socket.terminate();
  else if (code === endCodes.none) socket.close();
  else socket.close(code, reason);
}

/** Bytes of a message as they came. */
function messageBytes(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}

/**
 * Passes messages, pings, pongs and close codes on, both ways.
 * @param record told every message: `out` is from the client
 * @param ended called once, with the first end
 */
export function pass(
  client: WebSocket,
  device: WebSocket,
  record: (direction: "out" | "in", bytes: Buffer, binary: boolean) => void,
  ended: (end: PassedEnd) => void,
): void {
  let over = false;
  const oneWay = (from: WebSocket, to: WebSocket, direction: "out" | "in"): void => {
    from.on("message", (data: Buffer | ArrayBuffer | Buffer[], binary: boolean) => {
      const bytes = messageBytes(data);
      record(direction, bytes, binary);
      to.send(bytes, { binary }, () => {
        if (from.isPaused && to.bufferedAmount < mostWaiting) from.resume();
      });
      if (to.bufferedAmount >= mostWaiting) from.pause();
    });
    from.on("ping", (data: Buffer) => {
      if (to.readyState === WebSocket.OPEN) to.ping(data);
    });
    from.on("pong", (data: Buffer) => {
      if (to.readyState === WebSocket.OPEN) to.pong(data);
    });
    // The end that follows says what it was.
    from.on("error", () => undefined);
    from.on("close", (code: number, reason: Buffer) => {
      closeAs(to, code, reason);
      if (over) return;
      over = true;
      const lost = code === endCodes.abnormal;
      const by = lost ? "line" : direction === "in" ? "peer" : "stop";
      ended({ by, code, reason: reason.toString("utf8"), clean: !lost });
    });
  };
  oneWay(client, device, "out");
  oneWay(device, client, "in");
}
