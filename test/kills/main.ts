/** `npm run kills [COUNT] [SEED]`: a thousand `kill -9` while values and rows are saved; ends with 1 when something is lost. */
import { kills } from "./kills.ts";
import { recorderKills } from "./recorder-kills.ts";

const [count = 1000, seed = 1] = process.argv.slice(2).map(Number);
const { confirmed, dropped, replaced, wrong, ms } = await kills(count, seed);
console.log(`kills      ${String(count)}, in ${(ms / 1000).toFixed(1)} s`);
console.log(
  `confirmed  ${String(confirmed)} values and rows, ${wrong.length === 0 ? "all" : "NOT all"} there`,
);
console.log(`last write ${String(dropped)} times not whole, and dropped`);
console.log(`file       ${String(replaced)} times smaller than before: replaced by a new one`);
const recorders = Math.ceil(count / 10);
const recorded = await recorderKills(recorders, seed);
console.log(
  `recorders  ${String(recorders)} killed, ${String(recorded.messages)} messages there, last line ${String(recorded.cut)} times cut`,
);
const problems = [...wrong, ...recorded.wrong];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
