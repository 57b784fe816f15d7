/** `qaction simulate`: plays the devices that a script describes. */
import { createInterface } from "node:readline";
import path from "node:path";
import process from "node:process";
import { defineCommand } from "citty";
import { systemClock } from "../../base/clock.ts";
import { QActionKitError } from "../../base/errors.ts";
import { readFaults, type FaultSettings } from "../../device/faults.ts";
import { ownCertificate } from "../../device/own-certificate.ts";
import { descriptions } from "../descriptions.ts";
import { UsageError } from "../exit.ts";
import { checkFlags, seconds, wholeNumber } from "../flags.ts";
import { Output } from "../output.ts";
import { coloured } from "../paint.ts";
import { whileFilesChange } from "../watch-folder.ts";
import { deviceLine } from "./device-lines.ts";
import { completeDeviceLine } from "./device-requests.ts";
import { Simulation } from "./simulation.ts";

const args = {
  file: {
    type: "positional",
    description: "TypeScript or JavaScript file that describes a device, or several.",
    required: true,
  },
  host: { type: "string", description: "Address to listen on; default 127.0.0.1.", valueHint: "ADDRESS" },
  port: {
    type: "string",
    description:
      "Port of the first face that names none; further ones have the next. Default: any free port.",
  },
  tls: { type: "boolean", description: "Use TLS, with a certificate that is made at the start." },
  faults: {
    type: "string",
    description: "Faults, separated by commas: drop=0.1,delay=50. Type fault for all of them.",
    valueHint: "FAULTS",
  },
  seed: { type: "string", description: "Seed of faults and random values; default 1.", valueHint: "NUMBER" },
  for: { type: "string", description: "Stop after so many seconds; default: at Ctrl+C or quit." },
  quiet: { type: "boolean", description: "Print only addresses, answers and failures." },
} as const;

/** Files beside the script that may be part of it, or that it reads. */
const isSource = (name: string): boolean => /\.(?:[cm]?[jt]s|json|csv)$/i.test(name);

/** The faults of all flags. */
function faultsOf(texts: readonly string[] | undefined): FaultSettings {
  try {
    return Object.assign({}, ...(texts ?? []).map(readFaults)) as FaultSettings;
  } catch (error) {
    if (error instanceof QActionKitError) throw new UsageError(`--faults: ${error.message}`);
    throw error;
  }
}

export const simulateCommand = defineCommand({
  meta: { name: "simulate", description: descriptions.simulate },
  args,
  async run({ rawArgs, args: given }) {
    const repeated = checkFlags(rawArgs, args);
    const { host = "127.0.0.1" } = given;
    const options = {
      host,
      ...(given.port !== undefined && { port: wholeNumber("port", given.port, 0, 65_535) }),
      ...(given.seed !== undefined && { seed: wholeNumber("seed", given.seed, 0, 0xffff_ffff) }),
      ...(given.tls === true && { tls: ownCertificate([host, "localhost"], systemClock.now()) }),
      faults: faultsOf(repeated["faults"]),
    };
    const duration = given.for === undefined ? undefined : seconds("for", given.for);
    await simulate(given.file, options, duration, given.quiet === true);
  },
});

/** Plays until it is told to end. */
async function simulate(
  file: string,
  options: ConstructorParameters<typeof Simulation>[1],
  durationMs: number | undefined,
  quiet: boolean,
): Promise<void> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  const terminal = process.stdin.isTTY && process.stdout.isTTY;
  const colours = coloured();
  const prompt = (): void => lines.prompt(true);
  const output = new Output(end, terminal ? prompt : undefined);
  const simulation = new Simulation(file, options, {
    line: (text) => output.line(text),
    complain: (text) => output.complain(text),
    ...(!quiet && { event: (event) => output.line(deviceLine(event, colours)) }),
  });
  const lines = createInterface({
    input: process.stdin,
    terminal,
    prompt: "> ",
    ...(terminal && {
      output: process.stdout,
      completer: (text: string) => completeDeviceLine(text, simulation.devices),
    }),
  });
  const ended = new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve()));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  lines.on("SIGINT", end);
  try {
    const started = simulation.start();
    // Lines of a pipe are there before the devices are: they wait.
    lines.on("line", (text) => {
      const perform = (): void => {
        if (text.trim() === "quit") end();
        else if (!stop.signal.aborted) simulation.answer(text);
      };
      started.then(perform, () => undefined);
    });
    await started;
    const timer = durationMs === undefined ? undefined : systemClock.after(durationMs, end);
    const unwatch = whileFilesChange(
      path.dirname(path.resolve(file)),
      isSource,
      () => simulation.reload(),
      (error) => output.complain(`Changes of ${file} cannot be seen any more. ${String(error)}`),
      // It may stand in a folder with everything that somebody has.
      false,
    );
    await ended;
    unwatch();
    timer?.cancel();
  } finally {
    await simulation.stop();
    lines.close();
    // A pipe that stays open must not keep the process.
    process.stdin.destroy();
  }
}
