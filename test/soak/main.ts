/** `npm run soak [MESSAGES] [RECONNECTS]`: a million messages with reconnects; ends with 1 when something is left behind. */
import { soak } from "./soak.ts";

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
