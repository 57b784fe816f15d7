/** Bytes for a log: hex, quoted text, and a dump with offsets. */

const named: Readonly<Record<number, string>> = {
  0x09: "\\t",
  0x0a: "\\n",
  0x0d: "\\r",
  0x22: '\\"',
  0x5c: "\\\\",
};

/** Upper-case hex with spaces between the bytes, cut after `most` of them. */
export function hexOf(bytes: Uint8Array, most = 16): string {
  const shown = Array.from(bytes.subarray(0, most), (byte) =>
    byte.toString(16).toUpperCase().padStart(2, "0"),
  );
  if (bytes.length > most) shown.push("...");
  return shown.join(" ");
}

/** The bytes as quoted ASCII, everything else escaped (`\r`, `\xE9`), cut after `most` of them. */
export function quoted(bytes: Uint8Array, most = 16): string {
  const shown = Array.from(bytes.subarray(0, most), (byte) => {
    if (named[byte] !== undefined) return named[byte];
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${hexOf(Uint8Array.of(byte))}`;
  });
  return `"${shown.join("")}${bytes.length > most ? "..." : ""}"`;
}

/** Hex and text, `3A ":"`; a cut is followed by the number of bytes. */
export function hexAndText(bytes: Uint8Array, most = 16): string {
  if (bytes.length === 0) return "nothing";
  const cut = bytes.length > most ? ` (${counted(bytes.length, "byte")})` : "";
  return `${hexOf(bytes, most)}  ${quoted(bytes, most)}${cut}`;
}

/** `1 byte`, `2 bytes`. */
export function counted(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** A byte offset in both notations, `6` below ten and `26 (0x1A)` from there on. */
export function offsetText(offset: number): string {
  return offset < 10 ? String(offset) : `${String(offset)} (0x${offset.toString(16).toUpperCase()})`;
}

const perLine = 16;

/** Lines of a dump from `from` to `to`: offset in hex, sixteen bytes, their ASCII. */
export function dumpLines(bytes: Uint8Array, from = 0, to = bytes.length): string[] {
  const lines: string[] = [];
  for (let at = from - (from % perLine); at < Math.min(to, bytes.length); at += perLine) {
    const line = bytes.subarray(at, at + perLine);
    const text = Array.from(line, (byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".",
    ).join("");
    const offset = at.toString(16).toUpperCase().padStart(6, "0");
    lines.push(`${offset}  ${hexOf(line).padEnd(perLine * 3 - 1)}  ${text}`);
  }
  return lines;
}
