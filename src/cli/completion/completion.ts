/** `qaction completion`: the script that makes a shell complete the command line. */
import { script } from "@bomb.sh/tab";
import { defineCommand } from "citty";
import { descriptions } from "../descriptions.ts";
import { UsageError } from "../exit.ts";
import { checkFlags } from "../flags.ts";

/** The shells, as `--help` names them. */
const shells = ["bash", "zsh", "fish", "powershell"] as const;

const args = {
  shell: {
    type: "positional",
    description: `The shell: ${shells.join(", ")}.`,
    valueHint: shells.join("|"),
    required: true,
  },
} as const;

/**
 * The script for bash is our own: that of `@bomb.sh/tab` completes no files, needs the package bash-completion, and fails
 * when it is read twice. Bash itself offers files when there are no words.
 */
const bashScript = `# Completion of qaction for bash.
_qaction() {
  local word
  COMPREPLY=()
  while IFS=$'\\t' read -r word _; do
    case $word in
      :*) ;;
      *=) compopt -o nospace; COMPREPLY+=("$word") ;;
      *) COMPREPLY+=("$word") ;;
    esac
  done < <(qaction complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _qaction qaction`;

export const completionCommand = defineCommand({
  meta: { name: "completion", description: descriptions.completion },
  args,
  run({ rawArgs, args: { shell } }) {
    checkFlags(rawArgs, args);
    if (shell === "bash") console.log(bashScript);
    else if (shells.some((known) => known === shell)) script(shell, "qaction", "qaction");
    else throw new UsageError(`There is no completion for '${shell}'. Use one of ${shells.join(", ")}.`);
  },
});
