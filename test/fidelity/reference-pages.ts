/** The reference pages that are written from the tables of the code: errors and options. */
import { errorCodes } from "../../src/base/errors.ts";
import { noticeCodes } from "../../src/base/notices.ts";
import { optionRegister } from "../../src/options/register.ts";

/** `docs/errors.md`. */
export function errorsPage(): string {
  const table = (codes: Readonly<Record<string, string>>): string[] =>
    Object.entries(codes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, sentence]) => `| \`${code}\` | ${sentence} |`);
  return [
    "# Errors and notices",
    "",
    "## Errors",
    "",
    "Every error that the kit throws is a `QActionKitError` with one of these codes in `error.code`. Match the code, not the",
    "message; `error.details` holds ids, offsets and values.",
    "",
    "| code | meaning |",
    "|---|---|",
    ...table(errorCodes),
    "",
    "## Notices",
    "",
    "The kit reports everything else as a notice with one of these codes: `log` events of an element, `log` lines of",
    "`qaction run`. Lines that a script writes with `Log` have no code.",
    "",
    "| code | meaning |",
    "|---|---|",
    ...table(noticeCodes),
    "",
  ].join("\n");
}

/** `docs/options.md`. */
export function optionsPage(): string {
  const shown = (value: unknown): string => (value === "" ? "`''`" : `\`${String(value)}\``);
  const rows = Object.entries(optionRegister).map(([name, entry]) => {
    const { values, default: usual } = entry as { values: readonly unknown[] | string; default: unknown };
    const others =
      typeof values === "string"
        ? values
        : values
            .filter((value) => value !== usual)
            .map(shown)
            .join(", ");
    return `| \`${name}\` | ${shown(usual)} | ${others} | ${entry.layer} | ${entry.meaning.replaceAll("|", "\\|")} | ${entry.page} |`;
  });
  return [
    "# Options",
    "",
    "Where the public documentation leaves something open, the kit makes a choice and gives it a name, so that you can",
    "change it: `Element.start(protocol, { codePage: 1251 })`. `qaction options` prints the same list.",
    "",
    "| option | default | other values | layer | meaning | documentation page |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
