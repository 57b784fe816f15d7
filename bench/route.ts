/**
 * From the frame to five `SetParameter` calls, against the loop a user would write by hand. Another process sends; both
 * ways receive on a real socket. (a) the script takes `GetInputBytes`; the hand-written loop decodes the Buffer.
 * (b) the script takes the `object[]` argument and hands it to `GetString`, as README does; the other side is the loop of
 * DataMiner's own page (`ConnectionsWebSocketsImplementation`), which makes a byte array of it first.
 * (c) the script converts with the loop of that page, too, as one that is brought over from C# does.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { compare, head, row, type Comparison } from "./support/ratio.ts";
import type { Side, WayName } from "./support/receiver.ts";

const ways: readonly (readonly [WayName, string])[] = [
  ["a", "(a) GetInputBytes"],
  ["b", "(b) object[], GetString"],
  ["c", "(c) object[], page's loop"],
];

/** Starts a process of a bench; gives it with what it says first. */
export async function start(
  name: string,
  ...args: readonly (string | number)[]
): Promise<[ChildProcess, unknown]> {
  const file = fileURLToPath(new URL(`./support/${name}${extname(import.meta.url)}`, import.meta.url));
  const child = fork(file, args.map(String));
  const [said] = (await once(child, "message")) as [unknown];
  return [child, said];
}

/** What is sent to one side after the other. */
export interface Sent {
  readonly port: number;
  readonly count: number;
  readonly rounds: number;
  readonly warmUp: number;
  /** File of the saved values, for sides that save some. */
  readonly savedFile?: string;
}

/** Compares two sides: the pair in the middle of several. What is compiled for one, and how, is not the same for the next. */
export async function compareSides(
  sent: Sent,
  way: WayName,
  sides: readonly [Side, Side],
  pairs: 1 | 3,
): Promise<Comparison> {
  const comparisons = [await comparePair(sent, way, sides)] as [Comparison, ...Comparison[]];
  while (comparisons.length < pairs) comparisons.push(await comparePair(sent, way, sides));
  const [first, middle = first] = comparisons.sort((a, b) => a.ratio - b.ratio);
  return middle;
}

/** Two sides, each in a process of its own, in rounds that take turns. */
async function comparePair(
  { port, count, rounds, warmUp, savedFile = "" }: Sent,
  way: WayName,
  sides: readonly [Side, Side],
): Promise<Comparison> {
  const children: ChildProcess[] = [];
  const rounder = async (side: Side): Promise<() => Promise<number>> => {
    const [child] = await start("receiver", port, count, way, side, savedFile);
    children.push(child);
    return async () => {
      child.send("round");
      const [time] = (await once(child, "message")) as [number];
      return time;
    };
  };
  try {
    return await compare(await rounder(sides[0]), await rounder(sides[1]), rounds, warmUp);
  } finally {
    for (const child of children) child.kill();
  }
}

/** What the stream log takes of a message when nobody listens: against one that forgets each message with the next. */
async function streamCost(sent: Sent): Promise<string> {
  const { ratio } = await compareSides(sent, "a", ["element", "forgetful element"], 3);
  return `       of that the stream log: ${(100 * (1 - ratio)).toFixed(1)} % (aim under 3)`;
}

/**
 * What is sent, and how. Of short messages each side reads as many together: were they sent as fast as they go, whoever is
 * faster would be ahead of the sender, read more often, and pay for it. The more come together, the less the hand-written loop
 * pays for reading. Code that handles short messages has to be compiled first, and that takes some rounds.
 */
const series = [
  { size: 200, count: 20_000, how: "1", rounds: 7, warmUp: 4 },
  { size: 200, count: 30_000, how: "10", rounds: 7, warmUp: 4 },
  { size: 200, count: 50_000, how: "bulk", rounds: 7, warmUp: 4 },
  { size: 10_000, count: 3_000, how: "1", rounds: 7, warmUp: 3 },
  { size: 10_000, count: 5_000, how: "bulk", rounds: 7, warmUp: 3 },
  { size: 1_000_000, count: 100, how: "stream", rounds: 7, warmUp: 1 },
] as const;

/** Where the stream log is weighed: where it is the greatest part of a message, and where it keeps the most bytes. */
const logged: ReadonlySet<string> = new Set(["200 bulk", "10000 1"]);

/** Each way of sending in the table. */
const spoken = { 1: "one", 10: "ten", bulk: "bulk", stream: "stream" } as const;

/** Prints the table. */
export async function route(): Promise<void> {
  console.log(head("route: frame to five sets, processor time per message"));
  for (const { size, count, how, rounds, warmUp } of series) {
    const [sender, port] = await start("sender", size, count, how);
    const sent = { port: Number(port), count, rounds, warmUp };
    for (const [way, name] of ways) {
      const comparison = await compareSides(sent, way, ["element", "by hand"], size === 200 ? 3 : 1);
      console.log(row(`${String(size)} B, ${spoken[how]}: ${name}`, comparison, count / 1000, "us"));
      if (way === "a" && logged.has(`${String(size)} ${how}`)) console.log(await streamCost(sent));
    }
    sender.kill();
  }
}

if (process.argv[1] === import.meta.filename) await route();
