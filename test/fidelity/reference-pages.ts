/** The reference pages that are written from the tables of the code: errors and options. */
import { errorCodes } from "../../src/base/errors.ts";
import { noticeCodes } from "../../src/base/notices.ts";
import { optionRegister, type OptionEntry } from "../../src/options/register.ts";

/** Headings of the options of each layer. */
const titles: Readonly<Record<OptionEntry["layer"], string>> = {
  protocol: "Loading a protocol",
  encoding: "Encodings of scripts",
  parameter: "Values and tables",
  wire: "Commands and responses",
  connection: "Connections",
  logic: "Triggers, conditions, timers, groups, pairs and messages",
  qaction: "QActions",
  element: "The life of an element",
};

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
  const shown = (value: unknown): string => `\`${JSON.stringify(value)}\``;
  const others = ({ values, default: usual }: OptionEntry): string =>
    "words" in values
      ? values.words
      : values
          .filter((value) => value !== usual)
          .map(shown)
          .join(", ");
  const entries = Object.entries(optionRegister);
  const layers = [...new Set(entries.map(([, { layer }]) => layer))];
  const table = (layer: OptionEntry["layer"]): readonly string[] => [
    `## ${titles[layer]}`,
    "",
    "| option | default | other values | meaning | documentation page |",
    "|---|---|---|---|---|",
    ...entries
      .filter(([, entry]) => entry.layer === layer)
      .map(
        ([name, entry]) =>
          `| \`${name}\` | ${shown(entry.default)} | ${others(entry)} | ${entry.meaning.replaceAll("|", "\\|")} | ${entry.page} |`,
      ),
    "",
  ];
  return [
    "# Options",
    "",
    "Where the public documentation leaves something open, the kit makes a choice and gives it a name, so that you can",
    "change it:",
    "",
    "```ts",
    'await Element.start(protocol, { host, options: { codePage: 1251, equalResponse: "off" } });',
    'await TestElement.start("protocol.xml", { options: { compat: "peer", maxXmlDepth: 200 } });',
    'await loadProtocol("protocol.xml", { maxXmlDepth: 200 });',
    "```",
    "",
    "```sh",
    "npx qaction run protocol.xml --option codePage=1251 --option rowLimits=1000,2000",
    "```",
    "",
    "An unknown name or a value that is not allowed throws `ERR_OPTION`. `qaction options` prints the same lists.",
    "",
    ...layers.flatMap(table),
  ].join("\n");
}
