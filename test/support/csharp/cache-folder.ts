/** Loaded before all tests: what they compile goes into a folder that ends with the run, not into the cache of the user. */
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

if (process.env["QACTION_CSHARP_CACHE"] === undefined) {
  const folder = path.join(tmpdir(), `qaction-csharp-cache-${String(process.pid)}`);
  process.env["QACTION_CSHARP_CACHE"] = folder;
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
}
