/**
 * `npm run soak [MESSAGES] [RECONNECTS]`: a million messages with reconnects. `npm run soak starts [ELEMENTS]`: ten thousand elements
 * with scripts from files, started and stopped. `npm run soak reloads [COUNT]`: a thousand reloads of C#, each in a new host. Each
 * ends with 1 when something is left behind.
 */
import { reloads } from "./reloads.ts";
import { soak } from "./soak.ts";
import { heapPerElement, starts } from "./starts.ts";

/** Bytes by which the heap may differ while the second half runs: the collector keeps some slack of its own. */
const slack = 1e6;

async function startsReport(elements: number): Promise<void> {
  const marks = await starts([0.1, 0.5, 1].map((part) => Math.ceil(elements * part)));
  for (const { elements: count, msEach, heap, handles } of marks) {
    const line = [
      `${msEach.toFixed(2)} ms each`,
      `heap ${(heap / 1e6).toFixed(2)} MB`,
      `${String(handles)} handles`,
    ];
    console.log(`${String(count).padStart(6)} elements  ${line.join(", ")}`);
  }
  const left = heapPerElement(marks.slice(1));
  console.log(`${left.toFixed(0)} bytes of the heap for each element of the second half`);
  if (left * elements > 2 * slack) {
    console.error("the heap has grown");
    process.exitCode = 1;
  }
}

async function reloadsReport(count: number): Promise<void> {
  const marks = await reloads([0.1, 0.5, 1].map((part) => Math.ceil(count * part)));
  for (const { reloads: done, msEach, heap, handles, hosts } of marks) {
    const size = `heap ${(heap / 1e6).toFixed(2)} MB, ${String(handles)} handles, ${String(hosts)} host`;
    console.log(`${String(done).padStart(6)} reloads  ${msEach.toFixed(0)} ms each, ${size}`);
  }
  const [, half, end] = marks;
  if (half === undefined || end === undefined) return;
  const wrong = [
    end.heap - half.heap > 2 * slack && "the heap has grown",
    end.handles > half.handles && "handles are left open",
    end.hosts !== 1 && "hosts are left",
  ].filter((problem) => problem !== false);
  for (const problem of wrong) console.error(problem);
  if (wrong.length > 0) process.exitCode = 1;
}

const parts: Readonly<Record<string, (count: number | undefined) => Promise<void>>> = {
  starts: (count = 10_000) => startsReport(count),
  reloads: (count = 1000) => reloadsReport(count),
};
const [part = "", count] = process.argv.slice(2);
const chosen = parts[part];
if (chosen !== undefined) {
  await chosen(count === undefined ? undefined : Number(count));
  process.exit();
}
const [messages = 1_000_000, reconnects = 500] = process.argv.slice(2).map(Number);
const report = await soak({ messages, reconnects });
const { sent, taken, inOrder, opened, before, after, ms } = report;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

console.log(
  `messages   ${String(sent)} sent, ${String(taken)} taken${inOrder ? ", in order" : ", OUT OF ORDER"}`,
);
console.log(`sockets    ${String(opened)} opened`);
console.log(`heap       ${megabytes(before.heap)} before, ${megabytes(after.heap)} after`);
console.log(`handles    ${String(before.handles)} before, ${String(after.handles)} after`);
console.log(`listeners  ${String(before.listeners)} before, ${String(after.listeners)} after`);
console.log(
  `time       ${(ms / 1000).toFixed(1)} s, ${String(Math.round((sent / ms) * 1000))} messages a second`,
);

const wrong = [
  taken !== sent && "messages were lost",
  !inOrder && "messages were out of order",
  // The collector keeps some slack of its own.
  after.heap > before.heap + 2e6 && "the heap has grown",
  after.handles > before.handles && "handles are left open",
  after.listeners > before.listeners && "listeners are left",
].filter((problem) => problem !== false);
for (const problem of wrong) console.error(problem);
process.exitCode = wrong.length === 0 ? 0 : 1;
