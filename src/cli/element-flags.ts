/** Flags that say what an element begins with: `--set`, `--option`. */
import { QActionKitError } from "../base/errors.ts";
import { readOption, type Options, type ProtocolOptions } from "../options/register.ts";
import { UsageError } from "./exit.ts";

/** `PID=VALUE` flags. */
export function startValues(texts: readonly string[] | undefined): Record<number, string> {
  return Object.fromEntries(
    (texts ?? []).map((text) => {
      const match = /^(\d+)=(.*)$/s.exec(text);
      if (match === null)
        throw new UsageError(
          `--set is '${text}'. Write it as PID=VALUE, for example --set 1=ws://10.4.2.8:4601/events.`,
        );
      return [Number(match[1]), match[2] ?? ""];
    }),
  );
}

/** `NAME=VALUE` flags as named options. */
export function namedOptions(texts: readonly string[] | undefined): Partial<Options & ProtocolOptions> {
  try {
    return Object.assign({}, ...(texts ?? []).map(readOption)) as Partial<Options & ProtocolOptions>;
  } catch (error) {
    if (error instanceof QActionKitError) throw new UsageError(`--option: ${error.message}`);
    throw error;
  }
}
