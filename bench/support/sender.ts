/**
 * A process of its own: a WebSocket server that sends the same series of messages to whoever connects. `stream`: as fast as
 * they go, a write each; `bulk`: as many as possible in one write; `single`: with pauses, so that the other side reads each
 * message by itself.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { message } from "./message.ts";

/** Microseconds from one single message to the next: enough for either side to be done with it. */
const pause = 40;

const [size = "0", count = "0", how = "stream"] = process.argv.slice(2);
const messages = Array.from({ length: Number(count) }, (_, index) =>
  Buffer.from(message(index, Number(size))),
);
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
await once(server, "listening");
server.on("connection", (socket, { socket: line }) => {
  let next = 0;
  let due = 0;
  /** Without overfilling the send buffer. */
  const fill = (): void => {
    if (how === "bulk") line.cork();
    while (next < messages.length && socket.bufferedAmount < 8_000_000) {
      while (performance.now() < due);
      if (how === "single") due = performance.now() + pause / 1000;
      socket.send(messages[next++] ?? "", { binary: false });
      if (how === "single") break;
    }
    if (how === "bulk") line.uncork();
    if (next < messages.length) setImmediate(fill);
  };
  // The client says when it is ready; then everything goes out.
  socket.once("message", fill);
});
process.send?.((server.address() as AddressInfo).port);
// Nobody is left to send for.
process.on("disconnect", () => process.exit());
