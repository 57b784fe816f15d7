/** `npm run peers`: the kit against WebSocket servers that others wrote; `-- --record` writes the sessions that `npm test` replays. Ends with 1 when one fails, with 2 when one cannot be installed. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, ServerProcess, Talker } from "./peer.ts";

/** A server, and what is to be proven with it. */
interface Peer {
  /** Debian package. */
  readonly name: string;
  readonly proofs: string;
  readonly prove: (folder: string) => Promise<void>;
}

const text = "é€😀 日本語";

/** Throws unless both are the same. */
function same(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`${what} is ${String(actual)}, not ${String(expected)}.`);
}

/** An MQTT string: two bytes of length, then UTF-8. */
function mqttText(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

/** An MQTT packet of fewer than 128 bytes, as hex. */
function mqtt(type: number, ...parts: readonly Buffer[]): string {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([type, body.length]), body]).toString("hex");
}

const peers: readonly Peer[] = [
  {
    name: "websocketd",
    proofs: "text both ways, two equal lines, end of the program",
    prove: async () => {
      const port = await freePort();
      // `sed -u q` would end it; `cat` goes on until the socket closes.
      await using server = new ServerProcess("websocketd", [
        ...["--address=127.0.0.1", `--port=${String(port)}`, "sed", "-u", "/bye/q"],
      ]);
      await server.shows(/Serving/);
      await using talker = await Talker.open("websocketd", port);
      for (let time = 0; time < 2; time++) {
        await talker.send(text);
        await talker.gets(text);
      }
      await talker.send("bye");
      await talker.closes();
      same("the status", talker.status, 0);
    },
  },
  {
    name: "python3-websockets",
    proofs: "text and binary echo, a ping of the server, close code 4000",
    prove: async () => {
      const program = fileURLToPath(new URL("python-websockets/server.py", import.meta.url));
      await using server = new ServerProcess("/usr/bin/python3", [program]);
      const port = Number((await server.shows(/^(\d+)\n/))[1]);
      await using talker = await Talker.open("python3-websockets", port);
      await talker.send(text);
      await talker.gets(text);
      await talker.send("00ff80c3a9", "hex");
      await talker.gets("00ff80c3a9", "hex");
      await talker.send("ping");
      await talker.gets("ping");
      await talker.send("bye");
      same("the close code", await talker.closes(), 4000);
    },
  },
  {
    name: "nats-server",
    proofs: "INFO unasked, CONNECT, SUB, PUB, MSG with UTF-8",
    prove: async (folder) => {
      const [port, clients] = [await freePort(), await freePort()];
      const file = path.join(folder, "nats.conf");
      writeFileSync(
        file,
        `host: 127.0.0.1\nport: ${String(clients)}\nwebsocket { host: 127.0.0.1, port: ${String(port)}, no_tls: true }\n`,
      );
      await using server = new ServerProcess("nats-server", ["-c", file]);
      await server.shows(/Server is ready/);
      await using talker = await Talker.open("nats-server", port);
      await talker.gets("INFO {");
      const line = (words: string): string => Buffer.from(`${words}\r\n`).toString("hex");
      await talker.send(line('CONNECT {"verbose":true}'), "hex");
      await talker.gets("+OK");
      await talker.send(line("SUB greeting 1"), "hex");
      await talker.gets("+OK");
      await talker.send(line(`PUB greeting ${String(Buffer.byteLength(text))}\r\n${text}`), "hex");
      await talker.gets(`MSG greeting 1 ${String(Buffer.byteLength(text))}\r\n${text}`);
    },
  },
  {
    name: "mosquitto",
    proofs: "subprotocol mqtt by the custom handshake, CONNECT, SUBSCRIBE, PUBLISH in binary",
    prove: async (folder) => {
      const [port, plain] = [await freePort(), await freePort()];
      const file = path.join(folder, "mosquitto.conf");
      // Mosquitto 2.0.11 does not start with WebSocket listeners alone.
      const listeners = [`listener ${String(plain)} 127.0.0.1`, `listener ${String(port)} 127.0.0.1`];
      writeFileSync(file, `allow_anonymous true\n${listeners.join("\n")}\nprotocol websockets\n`);
      await using server = new ServerProcess("mosquitto", ["-c", file, "-v"]);
      await server.shows(/mosquitto version .* running/);
      await using talker = await Talker.open("mosquitto", port, { path: "/mqtt", subprotocol: "mqtt" });
      const connect = [mqttText("MQTT"), Buffer.from([4, 2, 0, 60]), mqttText("qaction")];
      await talker.send(mqtt(0x10, ...connect), "hex");
      await talker.gets("20020000", "hex");
      await talker.send(mqtt(0x82, Buffer.from([0, 1]), mqttText("greeting"), Buffer.from([0])), "hex");
      await talker.gets("9003000100", "hex");
      const published = mqtt(0x30, mqttText("greeting"), Buffer.from(text));
      await talker.send(published, "hex");
      await talker.gets(published, "hex");
    },
  },
];

/** Installs the packages that are missing; gives what apt said when it could not. */
function install(): string | undefined {
  const missing = peers
    .map(({ name }) => name)
    .filter((name) => spawnSync("dpkg", ["-s", name], { stdio: "ignore" }).status !== 0);
  if (missing.length === 0) return undefined;
  const words = ["install", "-y", "--no-install-recommends", ...missing];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  let { status, stderr } = spawnSync("apt-get", words, { encoding: "utf8", env });
  if (status !== 0) {
    spawnSync("apt-get", ["update"], { stdio: "ignore", env });
    ({ status, stderr } = spawnSync("apt-get", words, { encoding: "utf8", env }));
  }
  return status === 0 ? undefined : stderr.trim().split("\n").slice(-1).join("");
}

/** Version of an installed package; undefined when it is not there. */
function versionOf(name: string): string | undefined {
  try {
    return execFileSync("dpkg-query", ["-W", "-f", "${Version}", name], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
}

const problem = install();
const folder = mkdtempSync(path.join(tmpdir(), "qaction-peers-"));
const rows: string[][] = [["peer", "version", "result", "what"]];
let [failed, missing] = [0, 0];
for (const { name, proofs, prove } of peers) {
  const version = versionOf(name);
  let result = "ok";
  try {
    if (version === undefined) throw new Error(`not installed: ${problem ?? "apt-get has no such package"}`);
    await prove(folder);
  } catch (error) {
    if (version === undefined) missing++;
    else failed++;
    result = `FAILED ${error instanceof Error ? error.message : String(error)}`;
  }
  rows.push([name, version ?? "-", result, proofs]);
}
rmSync(folder, { recursive: true, force: true });
for (const [peer = "", version = "", result = "", what = ""] of rows)
  console.log(`${peer.padEnd(20)}${version.padEnd(22)}${result.padEnd(8)}${what}`);
console.log(`${String(peers.length - failed - missing)} of ${String(peers.length)} peers`);
process.exitCode = failed > 0 ? 1 : missing > 0 ? 2 : 0;
