/** `qaction check`: finds the mistakes in connectors, and fixes them. */
import { defineCommand } from "citty";
import { isRuleSetting, unknownCodePage, unknownRule, type RuleSetting } from "../../check/check-config.ts";
import { descriptions } from "../descriptions.ts";
import { describeFailure, UsageError } from "../exit.ts";
import { commandWords } from "../flags.ts";
import { whileChanging } from "../watch-file.ts";
import { CheckRun, formats, isFormat } from "./check-run.ts";
import { checkTargets } from "./check-targets.ts";
import { explainRule } from "./explain.ts";

const args = {
  connector: {
    type: "positional",
    description: "Protocol files, folders with protocol.xml in them, or globs.",
    required: false,
  },
  format: { type: "string", description: `Form of the report: ${formats.join(", ")}.`, default: "text" },
  rule: { type: "string", description: "ID=off|warn|error: what a rule counts; may be repeated." },
  codePage: { type: "string", description: "Code page of the elements, for example 1251." },
  fix: { type: "boolean", description: "Write what is right for sure.", default: false },
  fixSuggestions: {
    type: "boolean",
    description: "Write this, and what is probably right: it may change what a script receives.",
    default: false,
  },
  dryRun: { type: "boolean", description: "Print the changes as a diff, and write nothing.", default: false },
  watch: { type: "boolean", description: "Check again after each change.", default: false },
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

/** The number of a code page. @throws UsageError for one that no element can have */
function pageOf(word: string): number {
  const wrong = /^\d+$/.test(word) ? unknownCodePage(Number(word)) : "Give a number, for example 1251.";
  if (wrong !== undefined) throw new UsageError(`--code-page is '${word}'. ${wrong}`);
  return Number(word);
}

/** Checks again. What cannot be used now, such as a configuration that is being edited, is said, and watched further. */
async function checkedAgain(run: CheckRun, changed: ReadonlySet<string>): Promise<number> {
  try {
    return await run.check(changed);
  } catch (error) {
    const { code, message } = describeFailure(error);
    console.error(message);
    return code;
  }
}

export const checkCommand = defineCommand({
  meta: { name: "check", description: descriptions.check },
  args,
  async run({ rawArgs, args: { format, explain, codePage, fix, fixSuggestions, dryRun, watch } }) {
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
    if (dryRun && !fix && !fixSuggestions) {
      throw new UsageError("--dry-run shows what fixes would change. Add --fix or --fix-suggestions.");
    }
    if (dryRun && format !== "text") throw new UsageError("--dry-run prints a diff. Leave --format out.");
    const run = new CheckRun(await checkTargets(words), {
      settings: {
        rules: Object.fromEntries((flags["rule"] ?? []).map(settingOf)),
        ...(codePage === undefined ? {} : { codePage: pageOf(codePage) }),
      },
      fixing: fixSuggestions ? "suggestions" : fix ? "safe" : "none",
      format,
      dryRun,
      again: watch,
    });
    if (!watch) return run.check();
    let code = 0;
    await whileChanging(
      () => run.files(),
      async (changed) => {
        code = changed.size === 0 ? await run.check() : await checkedAgain(run, changed);
      },
      () => {
        console.error("Watching for changes; Ctrl+C ends it.");
      },
    );
    return code;
  },
});
