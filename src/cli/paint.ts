/** Colours on a terminal, none elsewhere and none with NO_COLOR. */
import { styleText } from "node:util";

/** What {@link paint} can do. */
export type Style = Parameters<typeof styleText>[0];

/** True when output may hold colours: a terminal without NO_COLOR, or FORCE_COLOR (https://no-color.org). */
export function coloured(
  stream: { readonly isTTY?: boolean } = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force } = env;
  if (no !== undefined && no !== "") return false;
  if (force !== undefined && force !== "" && force !== "0") return true;
  return stream.isTTY === true;
}

/** The text in a style, or unchanged where there are no colours. */
export function paint(style: Style, text: string, on: boolean = coloured()): string {
  return on ? styleText(style, text, { validateStream: false }) : text;
}

/** A line of a file without control characters, which must not reach the terminal; tabs stay. */
export function visible(line: string): string {
  return line.replaceAll(/[^\P{Cc}\t]/gu, "\u00b7");
}
