/** What starting the command line costs in processor time: its help against an empty program, a run until its socket is open against a `ws` client. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { WebSocketServer, type WebSocket } from "ws";
import { median } from "./support/ratio.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const rounds = 15;

/** Tells the processor time of its process, all threads, when it ends, or as soon as it is asked. */
const meter = `import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
const tell = () => { const { user, system } = process.cpuUsage(); writeSync(3, String(user + system)); };
if (isMainThread) {
  process.on("message", () => { tell(); process.kill(process.pid, "SIGKILL"); });
  process.channel.unref();
  process.once("exit", tell);
}`;

/** Processor time of a program in ms, until it ends or until something has happened. */
async function cost(words: readonly string[], happened?: Promise<unknown>): Promise<number> {
  const child = spawn(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(meter)}`, ...words],
    { cwd: root, stdio: ["ignore", "ignore", "inherit", "pipe", "ipc"] },
  );
  void happened?.then(() => child.send("tell"));
  let told = "";
  child.stdio[3]?.on("data", (chunk: Buffer) => (told += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  return Number(told) / 1000;
}

/** Processor time until a socket of the program is open: it answers a ping. */
async function untilOpen(words: (url: string) => readonly string[]): Promise<number> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const answered = new Promise((resolve) => {
    server.once("connection", (socket: WebSocket) => {
      socket.once("pong", resolve);
      socket.on("error", () => undefined);
      socket.ping();
    });
  });
  const { port } = server.address() as AddressInfo;
  try {
    return await cost(words(`ws://127.0.0.1:${String(port)}`), answered);
  } finally {
    server.close();
  }
}

const bareClient = (url: string): readonly string[] => [
  ...["--input-type=module", "--eval"],
  `import { WebSocket } from "ws"; new WebSocket(${JSON.stringify(url)}).on("error", console.error);`,
];
const run = (url: string): readonly string[] => [
  ...["dist/cli/main.js", "run", "examples/websocket/plain/protocol.xml"],
  ...["--host", url],
];

const help: number[] = [];
const nothing: number[] = [];
const open: number[] = [];
const bare: number[] = [];
for (let round = 0; round < rounds; round++) {
  nothing.push(await cost(["--eval", "0"]));
  help.push(await cost(["dist/cli/main.js", "--help"]));
  bare.push(await untilOpen(bareClient));
  open.push(await untilOpen(run));
}

function print(what: string, ours: readonly number[], theirs: readonly number[], aim: number): void {
  const ratio = median(ours.map((time, round) => time / (theirs[round] ?? NaN)));
  const times = `${median(ours).toFixed(0)} ms against ${median(theirs).toFixed(0)} ms`;
  console.log(`${what.padEnd(44)} ${times}: ${ratio.toFixed(2)} times (aim: at most ${String(aim)})`);
}
console.log("\nstart of the command line, in processor time");
print("qaction --help against node -e 0", help, nothing, 2);
print("qaction run until open against a ws client", open, bare, 3);
