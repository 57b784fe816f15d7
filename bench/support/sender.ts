/** A process of its own: a WebSocket server that sends the same series of messages to whoever connects, as fast as they go. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { message } from "./message.ts";

const [size = 0, count = 0] = process.argv.slice(2).map(Number);
const messages = Array.from({ length: count }, (_, index) => Buffer.from(message(index, size)));
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
await once(server, "listening");
server.on("connection", (socket) => {
  // The client says when it is ready; then everything goes out, without overfilling the send buffer.
  socket.once("message", () => {
    let next = 0;
    const fill = (): void => {
      while (next < count && socket.bufferedAmount < 8_000_000)
        socket.send(messages[next++] ?? "", { binary: false });
      if (next < count) setImmediate(fill);
    };
    fill();
  });
});
process.send?.((server.address() as AddressInfo).port);
// Nobody is left to send for.
process.on("disconnect", () => process.exit());
