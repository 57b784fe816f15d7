/** What importing `qaction-kit/encoding`, as it is published, costs against importing iconv-lite; each in new processes. */
import { execFileSync } from "node:child_process";
import { median } from "./support/ratio.ts";

interface Cost {
  readonly milliseconds: number;
  readonly heap: number;
}

/** Milliseconds and bytes of heap that importing the package takes in a new process, run in the package's folder. */
function cost(name: string): Cost {
  const code = `
    const heap = process.memoryUsage().heapUsed;
    const start = performance.now();
    await import(${JSON.stringify(name)});
    console.log(JSON.stringify({ milliseconds: performance.now() - start, heap: process.memoryUsage().heapUsed - heap }));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "--eval", code], { encoding: "utf8" }),
  ) as Cost;
}

const rounds = Array.from({ length: 11 }, () => ({
  ours: cost("qaction-kit/encoding"),
  theirs: cost("iconv-lite"),
}));
const figure = (pick: (round: (typeof rounds)[number]) => number): number => median(rounds.map(pick));

console.log("\nimport of qaction-kit/encoding against iconv-lite alone (aim: at most 1.5 times)");
console.log(
  `time ${figure(({ ours }) => ours.milliseconds).toFixed(1)} ms against ${figure(({ theirs }) => theirs.milliseconds).toFixed(1)} ms: ` +
    `${figure(({ ours, theirs }) => ours.milliseconds / theirs.milliseconds).toFixed(2)} times`,
);
console.log(`heap ${figure(({ ours, theirs }) => ours.heap / theirs.heap).toFixed(2)} times`);
