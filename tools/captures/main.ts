/** `tsx tools/captures/main.ts`: has tcpdump capture a session of a real server and client on loopback, for the tests of the importer. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";

const folder = new URL("../../test/recording/import/captures/", import.meta.url);

/** One session: a greeting, an echo of text and of bytes, a close code. */
async function session(server: WebSocketServer, host: string): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const client = new WebSocket(`ws://${host}:${String(port)}/events`);
  await once(client, "message");
  for (const message of ["Zürich 東京 😀 ".repeat(40), Buffer.from([0, 255, 128])]) {
    client.send(message);
    await once(client, "message");
  }
  client.send("bye");
  await once(client, "close");
}

/** Captures one session into a file. */
async function capture(
  name: string,
  device: string,
  host: string,
  perMessageDeflate: boolean,
): Promise<void> {
  const options = { threshold: 100 };
  const server = new WebSocketServer({ host, port: 0, perMessageDeflate: perMessageDeflate && options });
  await once(server, "listening");
  server.on("connection", (socket) => {
    socket.send("hello");
    socket.on("message", (data: Buffer, binary) => {
      if (data.toString() === "bye") socket.close(4000, "as you wish");
      else socket.send(data, { binary });
    });
  });
  const { port } = server.address() as AddressInfo;
  const words = ["-i", device, "-U", "-w", fileURLToPath(new URL(name, folder)), `tcp port ${String(port)}`];
  const tcpdump = spawn("tcpdump", words, { stdio: ["ignore", "ignore", "pipe"] });
  await once(tcpdump.stderr, "data");
  await session(server, host.includes(":") ? `[${host}]` : host);
  // tcpdump reads what the kernel has kept for it when it is told to end.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const ended = once(tcpdump, "close");
  tcpdump.kill("SIGINT");
  await ended;
  server.close();
}

await capture("loopback.pcap", "lo", "127.0.0.1", false);
await capture("any-deflate.pcap", "any", "127.0.0.1", true);
