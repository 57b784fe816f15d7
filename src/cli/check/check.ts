/** `qaction check`: finds the mistakes in connectors, as text for people and in three forms for programs. */
import path from "node:path";
import process from "node:process";
import { defineCommand } from "citty";
import { QActionKitError } from "../../base/errors.ts";
import {
  isRuleSetting,
  settingsFor,
  unknownRule,
  type RuleSetting,
  type RuleSettings,
} from "../../check/check-config.ts";
import { packageVersion } from "../package-version.ts";
import { UsageError } from "../exit.ts";
import { commandWords } from "../flags.ts";
import { coloured } from "../paint.ts";
import { checkTargets } from "./check-targets.ts";
import { checkFile, type CheckedFile } from "./checked-file.ts";
import { explainRule } from "./explain.ts";
import { githubReport } from "./github-report.ts";
import { jsonReport } from "./json-report.ts";
import { sarifReport } from "./sarif-report.ts";
import { textReport } from "./text-report.ts";

const reports = {
  text: (files) => textReport(files, coloured()),
  json: jsonReport,
  sarif: (files) => sarifReport(files, packageVersion(), process.cwd()),
  github: (files) => githubReport(files, process.cwd()),
} as const satisfies Record<string, (files: readonly CheckedFile[]) => string>;

const formats = Object.keys(reports);
const isFormat = (word: string): word is keyof typeof reports => Object.hasOwn(reports, word);

const args = {
  connector: {
    type: "positional",
    description: "Protocol files, folders with protocol.xml in them, or globs.",
    required: false,
  },
  format: { type: "string", description: `Form of the report: ${formats.join(", ")}.`, default: "text" },
  rule: { type: "string", description: "ID=off|warn|error: what a rule counts; may be repeated." },
  explain: { type: "string", description: "Explain the rule of that ID, and check nothing." },
} as const;

/** `ID=error` to a setting. @throws UsageError for a rule or a setting that does not exist */
function settingOf(word: string): readonly [id: string, setting: RuleSetting] {
  const at = word.indexOf("=");
  const [id, setting] = [word.slice(0, at), word.slice(at + 1)];
  if (at === -1 || !isRuleSetting(setting)) {
    throw new UsageError(`--rule is '${word}'. Write ID=off, ID=warn or ID=error.`);
  }
  const wrong = unknownRule(id);
  if (wrong !== undefined) throw new UsageError(wrong);
  return [id, setting];
}

/** The configuration for a file. @throws UsageError for one that cannot be used: no result would be right */
async function configured(file: string): Promise<RuleSettings> {
  try {
    return await settingsFor(path.dirname(file));
  } catch (error) {
    if (error instanceof QActionKitError) throw new UsageError(`${error.code}: ${error.message}`);
    throw error;
  }
}

export const checkCommand = defineCommand({
  meta: { name: "check", description: "Find mistakes in connectors." },
  args,
  async run({ rawArgs, args: { format, explain } }) {
    const { words, flags } = commandWords(rawArgs, args);
    if (explain !== undefined) {
      console.log(await explainRule(explain));
      return 0;
    }
    if (!isFormat(format)) throw new UsageError(`--format is '${format}'. Use ${formats.join(", ")}.`);
    if (words.length === 0) {
      throw new UsageError(
        "Which connector? Give a protocol.xml, a folder with one in it, or a glob in quotes.",
      );
    }
    const rules = Object.fromEntries((flags["rule"] ?? []).map(settingOf));
    const files: CheckedFile[] = [];
    for (const file of await checkTargets(words)) {
      files.push(await checkFile(file, { ...(await configured(file)), ...rules }));
    }
    const report = reports[format](files);
    if (report !== "") console.log(report);
    return files.some(({ findings }) => findings.some(({ severity }) => severity === "error")) ? 1 : 0;
  },
});
