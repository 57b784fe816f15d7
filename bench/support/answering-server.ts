/** A process of its own: a server that answers each message, either a simulated device or a bare loop over `ws`; says its processor time when asked. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { createDevice } from "../../src/testing/index.ts";
import { processorMs } from "./ratio.ts";

/** Who answers. */
export type AnsweringSide = "device" | "bare server";

const [side = ""] = process.argv.slice(2);

async function bareServer(): Promise<number> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  await once(server, "listening");
  server.on("connection", (socket) => {
    socket.on("message", (data: Buffer) => {
      const { type } = JSON.parse(data.toString("utf8")) as { type: string };
      if (type === "get") socket.send(JSON.stringify({ type: "state", value: -20 }));
    });
  });
  return (server.address() as AddressInfo).port;
}

async function device(): Promise<number> {
  const made = await createDevice({
    state: { level: -20 },
    faces: {
      events: {
        kind: "websocket",
        on: [[{ type: "get" }, ({ device: own }) => ({ type: "state", value: own.get("level") })]],
      },
    },
  });
  return made.port();
}

process.send?.({ port: await (side === "device" ? device() : bareServer()) });
process.on("message", () => process.send?.(processorMs()));
// Nobody is left to answer.
process.on("disconnect", () => process.exit());
