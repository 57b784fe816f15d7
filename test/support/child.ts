/** Runs TypeScript of this project in a real child process. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { builtCommandLine } from "./built-kit.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** How a child process ended. */
export interface ChildResult {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A child process that runs. */
export interface Child {
  readonly ended: Promise<ChildResult>;
  /** What it has printed so far. */
  output(): string;
  /** Resolves when the output contains the text. */
  shows(text: string): Promise<void>;
  /** Resolves with all of the error stream so far when it contains the text. */
  says(text: string): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** Writes to its standard input, when that was left open. */
  type(text: string): void;
}

/** Environment of children: no colours unless asked for. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !["NO_COLOR", "FORCE_COLOR", "NODE_OPTIONS"].includes(name)),
);

const commandLine = "src/cli/main.ts";

/** What Node gets to run a file: the command line is joined, everything else runs from its source. */
async function programOf(file: string): Promise<readonly string[]> {
  return file === commandLine
    ? [await builtCommandLine()]
    : ["--import", "tsx", "--conditions=qaction-kit-source", file];
}

/**
 * Starts `node file words...` in the project's folder.
 * @param input Its standard input; null leaves that open for {@link Child.type}.
 */
export function start(
  file: string,
  words: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  input?: string | Uint8Array | null,
): Child {
  let out = "";
  let err = "";
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const look of [...watchers]) look();
  };
  const containing = (output: () => string, text: string): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!output().includes(text)) return;
        watchers.delete(look);
        resolve(output());
      };
      watchers.add(look);
      look();
    });
  const started = programOf(file).then((program) => {
    const child = spawn(process.execPath, [...program, ...words], {
      cwd: root,
      env: { ...environment, ...env },
      stdio: "pipe",
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      tell();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
      tell();
    });
    child.stdin.on("error", () => undefined);
    if (input !== null) child.stdin.end(input);
    const ended = new Promise<ChildResult>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        resolve({ code, out, err });
      });
    });
    return { child, ended };
  });
  return {
    ended: started.then(({ ended }) => ended),
    output: () => out,
    shows: async (text) => {
      await containing(() => out, text);
    },
    says: (text) => containing(() => err, text),
    signal: (name) => void started.then(({ child }) => child.kill(name)),
    type: (text) => void started.then(({ child }) => child.stdin.write(text)),
  };
}

/** Runs `qaction words...` to its end. */
export async function qaction(...words: readonly string[]): Promise<ChildResult> {
  return start(commandLine, words).ended;
}
