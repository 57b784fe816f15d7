/** `qaction options`: every named option with its default, its other values, its meaning and where it is documented. */
import { defineCommand } from "citty";
import { optionRegister } from "../options/register.ts";
import { checkFlags } from "./flags.ts";
import { paint } from "./paint.ts";

/** One option as `--json` prints it. */
export interface OptionLine {
  readonly name: string;
  readonly default: unknown;
  readonly values: readonly unknown[] | string;
  readonly layer: string;
  readonly meaning: string;
  readonly page: string;
}

/** All options, in the order of the register. */
export function optionLines(): readonly OptionLine[] {
  return Object.entries(optionRegister).map(([name, entry]) => ({ name, ...entry }));
}

/** The values besides the default, or the kind of value. */
function others({ values, default: usual }: OptionLine): string {
  if (typeof values === "string") return values;
  return values
    .filter((value) => value !== usual)
    .map(String)
    .join(", ");
}

const args = { json: { type: "boolean", description: "Print a JSON array." } } as const;

export const optionsCommand = defineCommand({
  meta: {
    name: "options",
    description: "List the named options: default, other values, meaning, documentation page.",
  },
  args,
  run({ rawArgs, args: { json } }) {
    checkFlags(rawArgs, args);
    const lines = optionLines();
    if (json) {
      console.log(JSON.stringify(lines, null, 2));
      return;
    }
    for (const line of lines) {
      const range = others(line);
      console.log(
        `${paint("bold", line.name)} = ${String(line.default)}${range === "" ? "" : `  (${range})`}`,
      );
      console.log(`    ${line.meaning}. ${paint("dim", `${line.layer}, ${line.page}`)}`);
    }
  },
});
