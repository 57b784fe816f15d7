/**
 * A thousand elements with a socket each in one process, against as many bare `ws` clients: memory, start, idle cost, and
 * messages at a rate to each. `FLEET_CLIENTS`, `FLEET_RATE` and `FLEET_SECONDS` change 1000, 100 and 60. Memory, start and idle
 * cost are the medians of several processes: how many pages the system gives to one differs from run to run.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { FleetCount, FleetReport } from "./support/fleet-client.ts";
import { median } from "./support/ratio.ts";

const setting = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const clients = setting("FLEET_CLIENTS", 1000);
const rate = setting("FLEET_RATE", 100);
const seconds = setting("FLEET_SECONDS", 60);

function start(name: string, ...words: readonly string[]): ChildProcess {
  const file = fileURLToPath(new URL(`./support/${name}${extname(import.meta.url)}`, import.meta.url));
  return fork(file, words, { execArgv: [...process.execArgv, "--expose-gc"] });
}

async function said<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, "message")) as [T];
  return message;
}

interface Outcome extends FleetReport {
  readonly sent: number;
  readonly received: number;
  readonly disorder: number;
  /** Messages a second that the server could send. */
  readonly perSecond: number;
  /** Processor ms a second while they came. */
  readonly busyMs: number;
}

/** Counts until everything has come, or nothing more comes for two seconds. */
async function settled(client: ChildProcess, wanted: number): Promise<FleetCount> {
  for (let before = -1; ;) {
    client.send("count");
    const now = await said<FleetCount>(client);
    if (now.received >= wanted || now.received === before) return now;
    before = now.received;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

/** Processes whose report counts. */
const processes = 5;

/** Runs `task` with clients that are all open; a server and a process of clients of their own. */
async function withClients<T>(
  kind: "element" | "bare",
  task: (report: FleetReport, client: ChildProcess, server: ChildProcess) => T | Promise<T>,
): Promise<T> {
  const server = start("fleet-server");
  const client = start("fleet-client", kind, String(await said<number>(server)), String(clients));
  try {
    return await task(await said<FleetReport>(client), client, server);
  } finally {
    client.kill();
    server.kill();
  }
}

function middle(reports: readonly FleetReport[]): FleetReport {
  const of = (name: keyof FleetReport): number => median(reports.map((report) => report[name]));
  return {
    bytes: of("bytes"),
    heapBytes: of("heapBytes"),
    startMs: of("startMs"),
    idleMs: of("idleMs"),
  };
}

async function run(kind: "element" | "bare"): Promise<Outcome> {
  const reports: FleetReport[] = [];
  while (reports.length < processes - 1) reports.push(await withClients(kind, (report) => report));
  return withClients(kind, async (report, client, server) => {
    client.send("count");
    const before = await said<FleetCount>(client);
    server.send({ rate, seconds });
    const { sent, ms } = await said<{ sent: number; ms: number }>(server);
    const all = sent * clients;
    const now = await settled(client, all);
    return {
      ...middle([...reports, report]),
      sent: all,
      received: now.received,
      disorder: now.disorder,
      perSecond: (all / ms) * 1000,
      busyMs: ((now.cpuMs - before.cpuMs) / ms) * 1000,
    };
  });
}

/** Prints the table. */
export async function fleet(): Promise<void> {
  const bare = await run("bare");
  const ours = await run("element");
  const line = (what: string, of: (one: Outcome) => number, unit: string, digits = 1): void => {
    const [a, b] = [of(ours), of(bare)];
    const ratio = b === 0 ? "" : `${(a / b).toFixed(2)}x`;
    console.log(
      `${what.padEnd(32)}${a.toFixed(digits).padStart(12)}${b.toFixed(digits).padStart(12)} ${unit.padEnd(8)}${ratio}`,
    );
  };
  console.log(
    `\nfleet: ${String(clients)} clients, ${String(rate)} messages/s each for ${String(seconds)} s`,
  );
  console.log(`${"".padEnd(32)}${"elements".padStart(12)}${"bare ws".padStart(12)}`);
  line("memory of one more", ({ bytes }) => bytes / 1000, "kB");
  line("of that on the heap", ({ heapBytes }) => heapBytes / 1000, "kB");
  line("all sockets open after", ({ startMs }) => startMs, "ms", 0);
  line("processor while idle", ({ idleMs }) => idleMs, "ms/s");
  line("messages received", ({ received }) => received, "", 0);
  line("messages lost", ({ sent, received }) => sent - received, "", 0);
  line("messages out of order", ({ disorder }) => disorder, "", 0);
  line("sustained", ({ perSecond }) => perSecond, "/s", 0);
  line("processor while they come", ({ busyMs }) => busyMs, "ms/s");
}

if (process.argv[1] === import.meta.filename) await fleet();
