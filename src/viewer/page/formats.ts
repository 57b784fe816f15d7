/** How values, times and bytes are written on the page. */
import type { ElementDescription, NamedValue, ParamDescription, StreamItem, Value } from "../messages.ts";

/** Local time to milliseconds: `14:05:09.120`. */
export function timeText(at: number): string {
  const date = new Date(at);
  const two = (number: number): string => String(number).padStart(2, "0");
  const ms = String(date.getMilliseconds()).padStart(3, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}

function namedValue(names: readonly NamedValue[], value: Value): NamedValue | undefined {
  if (value === null) return undefined;
  const number = typeof value === "number" ? value : Number.NaN;
  return names.find(
    (one) => one.value === String(value) || (one.value.trim() !== "" && Number(one.value) === number),
  );
}

/** A value as Cube shows it: the words of discreets and exceptions, decimals, units. */
export function valueText(param: ParamDescription, value: Value): string {
  if (value === null || value === "") return "";
  const named = namedValue(param.exceptions, value) ?? namedValue(param.discreets, value);
  if (named !== undefined) return named.display;
  const text =
    typeof value === "number" && param.decimals !== undefined && Number.isFinite(value)
      ? value.toFixed(Math.min(20, Math.max(0, param.decimals)))
      : String(value);
  return param.units === undefined || param.units === "" ? text : `${text} ${param.units}`;
}

/** True for a number that lies outside the range of its parameter. */
export function isOutside({ low, high, exceptions }: ParamDescription, value: Value): boolean {
  if (typeof value !== "number" || namedValue(exceptions, value) !== undefined) return false;
  return (low !== undefined && value < low) || (high !== undefined && value > high);
}

/** `Name (id)`. */
export function paramLabel({ params }: Pick<ElementDescription, "params">, pid: number): string {
  const param = params.find(({ id }) => id === pid);
  return param === undefined
    ? `parameter ${String(pid)}`
    : `${param.description || param.name} (${String(pid)})`;
}

/** Bytes of lower-case hex digits. */
export function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16);
  return bytes;
}

/** Bytes as text when they are UTF-8, which a cut at the end may break; else as Latin-1 with dots for what cannot be seen. */
export function previewText(bytes: Uint8Array, cut: boolean): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cut });
  } catch {
    return visible(bytes);
  }
  return /\p{Cc}/u.test(text.replaceAll(/[\t\r\n]/g, "")) ? visible(bytes) : text;
}

/** Printable ASCII as it is, anything else as a dot. */
export function visible(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : ".")).join(
    "",
  );
}

/** `123 B`, `12.3 KB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} B`;
  return bytes < 1_048_576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** What an entry of the stream is called: its command, response or session. */
export function entryName(
  entry: StreamItem,
  names: Pick<ElementDescription, "commands" | "responses" | "sessions">,
): string {
  if (entry.command !== undefined) return names.commands[entry.command] ?? `command ${String(entry.command)}`;
  if (entry.response !== undefined)
    return names.responses[entry.response] ?? `response ${String(entry.response)}`;
  if (entry.session !== undefined) return names.sessions[entry.session] ?? `session ${String(entry.session)}`;
  return "";
}
