/** What a host is started with: what it does for a debugger, its culture and its time zone. */
import process from "node:process";
import { anyText, either, flag, oneOf, type ValueKind } from "../base/value-kinds.ts";

/** What a host does for a debugger: `true` says its process id and ends no run, `"wait"` also waits until one is attached. */
export type HostDebug = boolean | "wait";

/** How the process of a host is started; each default is that of the machine. */
export interface HostSettings {
  readonly debug?: HostDebug | undefined;
  /** `nl-BE`; `""` is the invariant culture. */
  readonly culture?: string | undefined;
  /** `Europe/Brussels` */
  readonly timeZone?: string | undefined;
}

/** Words behind the folder of the reference assemblies. */
export function hostWords({ debug = false, culture }: HostSettings): string[] {
  const debugWord = debug === "wait" ? ["wait"] : debug ? ["debug"] : [];
  return [...debugWord, ...(culture === undefined ? [] : [`culture=${culture}`])];
}

/** Its environment, where .NET and Mono look for the time zone. */
export function hostEnvironment({ timeZone }: HostSettings): NodeJS.ProcessEnv {
  return timeZone === undefined ? process.env : { ...process.env, TZ: timeZone };
}

const isWindows = process.platform === "win32";

function isAccepted(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

const cultureName: ValueKind<string> = {
  words: "the name of a culture such as 'nl-BE', or '' for the invariant one",
  fits: (value): value is string =>
    value === "" || (typeof value === "string" && isAccepted(() => Intl.getCanonicalLocales(value))),
};

const timeZoneName: ValueKind<string> = {
  words: isWindows
    ? "left out: on Windows C# has the time zone of the system"
    : "the name of a time zone such as 'Europe/Brussels'",
  // An offset such as +02:00 means the opposite to C#.
  fits: (value): value is string =>
    !isWindows &&
    typeof value === "string" &&
    /^[a-z]/i.test(value) &&
    isAccepted(() => new Intl.DateTimeFormat("en", { timeZone: value })),
};

/** What each option of a host may be, wherever it is given. */
export const hostOptionKinds = {
  runtime: anyText,
  debug: either(flag, oneOf("wait")),
  culture: cultureName,
  timeZone: timeZoneName,
} as const;
