/** A process of its own: a WebSocket server that, once told to, sends numbered messages to every client at a rate. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false, backlog: 2048 });
await once(server, "listening");
const numbers = new Map<WebSocket, number>();
server.on("connection", (socket) => {
  numbers.set(socket, 0);
  socket.on("close", () => numbers.delete(socket));
  socket.on("error", () => undefined);
});

/** Sends `rate` messages a second to each client for `seconds`, in slices of 10 ms; then tells how many each has got. */
async function flood(rate: number, seconds: number): Promise<void> {
  const slices = seconds * 100;
  const began = performance.now();
  let sent = 0;
  for (let slice = 1; slice <= slices; slice++) {
    const due = Math.round((slice * rate) / 100);
    for (; sent < due; sent++) {
      const text = `{"number":${String(sent)},"source":"Zürich"}`;
      for (const socket of numbers.keys()) socket.send(text);
    }
    const wait = began + slice * 10 - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
  }
  process.send?.({ sent, ms: performance.now() - began });
}

process.on("message", ({ rate, seconds }: { rate: number; seconds: number }) => void flood(rate, seconds));
process.send?.((server.address() as AddressInfo).port);
// Nobody is left to send for.
process.on("disconnect", () => process.exit());
