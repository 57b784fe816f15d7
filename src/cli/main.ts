#!/usr/bin/env node
/** The `qaction` executable. */
import process from "node:process";
import { runCommandLine } from "./command-line.ts";

process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  // The reader of a pipe has seen enough, as `head` has: no failure. A full disk is one.
  if (code !== "EPIPE") console.error(`The output cannot be written. ${message}`);
  process.exit(code === "EPIPE" ? 0 : 1);
});

process.exitCode = await runCommandLine(process.argv.slice(2));
