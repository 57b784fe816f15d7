#!/usr/bin/env node
/** The `qaction` executable. */
import process from "node:process";
import { tooOld } from "./node-version.ts";

process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  // A reader that closes the pipe, such as `head`, has seen enough: not a failure. A full disk is one.
  if (code !== "EPIPE") console.error(`The output cannot be written. ${message}`);
  process.exit(code === "EPIPE" ? 0 : 1);
});

const complaint = tooOld(process.versions.node);
if (complaint === undefined) {
  // Loaded only now: an older Node cannot even read it.
  const { runCommandLine } = await import("./command-line.ts");
  process.exitCode = await runCommandLine(process.argv.slice(2));
} else {
  console.error(complaint);
  process.exitCode = 1;
}
