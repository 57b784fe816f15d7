/**
 * What an open page of the viewer costs: processor time of the element's process while messages of a device set off 50,000 events
 * a second, with a page open that watches the element, against none. The viewer is there in both: without a page it is free.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { compare, head, row } from "./support/ratio.ts";

/** A round: seconds of messages at a steady pace. */
const rounds = { count: 15, warmUp: 3 };

/** Runs one side in a process of its own. */
async function side(
  page: boolean,
): Promise<{ readonly child: ChildProcess; readonly round: () => Promise<number> }> {
  const file = fileURLToPath(new URL(`./support/viewed-element${extname(import.meta.url)}`, import.meta.url));
  const child = fork(file, [page ? "page" : "none"]);
  await once(child, "message");
  return {
    child,
    round: async () => {
      child.send("round");
      const [time] = (await once(child, "message")) as [number];
      return time;
    },
  };
}

console.log(head("viewer: a second of 50,000 events, processor time"));
const sides = [await side(true), await side(false)] as const;
const comparison = await compare(sides[0].round, sides[1].round, rounds.count, rounds.warmUp);
console.log(row("a page open / none", comparison));
console.log(
  `       with a page it takes ${(1 / comparison.ratio).toFixed(2)} times as much (aim at most 1.2)`,
);
for (const { child } of sides) child.kill();
