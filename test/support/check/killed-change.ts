/** A program that replaces the files a.xml and b.ts of a folder together, and is killed before its n-th step on the disk. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import process from "node:process";

const [folder = "", last = ""] = process.argv.slice(2);
let steps = 0;
for (const name of ["open", "chmod", "rename", "rm"] as const) {
  const real = fs.promises[name] as (...args: readonly unknown[]) => Promise<unknown>;
  Object.assign(fs.promises, {
    [name]: (...args: readonly unknown[]): Promise<unknown> => {
      steps += 1;
      if (steps === Number(last)) process.kill(process.pid, "SIGKILL");
      return real(...args);
    },
  });
}
syncBuiltinESMExports();
const { replaceTogether } = await import("../../../src/cli/check/replace-together.ts");
await replaceTogether(
  folder,
  ["a.xml", "b.ts"].map((name) => ({
    file: path.join(folder, name),
    before: Buffer.from(`${name} before`),
    after: Buffer.from(`${name} after`),
  })),
);
