#!/usr/bin/env node
/** The `qaction` executable. */
import process from "node:process";
import { runCommandLine } from "./command-line.ts";

process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  // A reader that closes the pipe, such as `head`, has seen enough: not a failure. A full disk is one.
  if (code !== "EPIPE") console.error(`The output cannot be written. ${message}`);
  process.exit(code === "EPIPE" ? 0 : 1);
});

process.exitCode = await runCommandLine(process.argv.slice(2));
