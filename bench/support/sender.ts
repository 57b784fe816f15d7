/**
 * A process of its own: a WebSocket server that sends the same series of messages whenever it is asked to. `stream`: as fast as
 * they go, a write each; `bulk`: as many as possible in one write; a number: so many in one write, with pauses, so that the
 * other side reads just these together.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { message } from "./message.ts";

const [size = "0", count = "0", how = "stream"] = process.argv.slice(2);
const messages = Array.from({ length: Number(count) }, (_, index) =>
  Buffer.from(message(index, Number(size))),
);
/** Microseconds from one write to the next: enough for either side to be done with it. */
const pause = (inOneWrite: number): number => 25 + inOneWrite * (15 + Number(size) / 200);
/** Messages of one write; NaN when `how` is no number. */
const together = Number(how);
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
await once(server, "listening");
server.on("connection", (socket, { socket: line }) => {
  let next = 0;
  let due = 0;
  /** Without overfilling the send buffer. */
  const fill = (): void => {
    while (performance.now() < due);
    if (together > 0) due = performance.now() + pause(together) / 1000;
    const end = together > 0 ? next + together : messages.length;
    if (how !== "stream") line.cork();
    while (next < end && next < messages.length && socket.bufferedAmount < 8_000_000)
      socket.send(messages[next++] ?? "", { binary: false });
    if (how !== "stream") line.uncork();
    if (next < messages.length) setImmediate(fill);
  };
  // The client says when it is ready; then everything goes out.
  socket.on("message", () => {
    next = 0;
    fill();
  });
});
process.send?.((server.address() as AddressInfo).port);
// Nobody is left to send for.
process.on("disconnect", () => process.exit());
