/** One line of `qaction doctor`. */

/** What was looked at, what was found there, and what to do when something is wrong. */
export interface Finding {
  /** `ok`: is there and fits; `absent`: is not there, and need not be; `problem`: keeps C# from running. */
  readonly state: "ok" | "absent" | "problem";
  readonly text: string;
}

/** The message of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
