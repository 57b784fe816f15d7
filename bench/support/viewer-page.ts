/** A process of its own: reads what a page of the viewer is told, as the page does. */
import { once } from "node:events";
import { WebSocket } from "ws";

const url = new URL(process.argv[2] ?? "");
const socket = new WebSocket(`ws://${url.host}${url.pathname}socket`, { headers: { origin: url.origin } });
await once(socket, "open");
let heard = 0;
socket.on("message", (data: Buffer) => {
  heard += (JSON.parse(data.toString("utf8")) as { readonly type: string }).type === "changes" ? 1 : 0;
  if (heard === 1) process.send?.("open");
});
socket.send(JSON.stringify({ id: 1, do: "watch", elements: [0] }));
process.on("disconnect", () => process.exit());
