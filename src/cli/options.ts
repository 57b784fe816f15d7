/** `qaction options`: every named option with its default, its other values, its meaning and where it is documented. */
import { defineCommand } from "citty";
import { descriptions } from "./descriptions.ts";
import { optionRegister, type OptionEntry } from "../options/register.ts";
import { checkFlags } from "./flags.ts";
import { paint } from "./paint.ts";

/** The values besides the default, or what kind of value. */
function otherValues({ values, default: usual }: OptionEntry): string {
  if ("words" in values) return values.words;
  return values
    .filter((value) => value !== usual)
    .map((value) => JSON.stringify(value))
    .join(", ");
}

const args = { json: { type: "boolean", description: "Print a JSON array." } } as const;

export const optionsCommand = defineCommand({
  meta: { name: "options", description: descriptions.options },
  args,
  run({ rawArgs, args: { json } }) {
    checkFlags(rawArgs, args);
    const entries = Object.entries(optionRegister);
    if (json) {
      const lines = entries.map(([name, { values, ...entry }]) => ({
        name,
        ...entry,
        values: "words" in values ? values.words : values,
      }));
      console.log(JSON.stringify(lines, null, 2));
      return;
    }
    for (const [name, entry] of entries) {
      console.log(`${paint("bold", name)} = ${JSON.stringify(entry.default)}  (${otherValues(entry)})`);
      console.log(`    ${entry.meaning}. ${paint("dim", `${entry.layer}, ${entry.page}`)}`);
    }
  },
});
