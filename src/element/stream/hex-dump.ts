/** Bytes as the stream viewer of DataMiner shows them. */

const bytesPerLine = 20;
const groupOf = 5;

/** Printable ASCII as it is, anything else as a dot. */
function visible(byte: number): string {
  return byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : ".";
}

/**
 * The classic layout: decimal offset of six digits, 20 bytes a line in groups of five, then the ASCII view
 * (`Debugging_connectors_serial_communication_returning_command_echoes`).
 * @param most bytes to show; the rest is only counted
 */
export function hexDump(bytes: Uint8Array, most = Infinity): string {
  const lines: string[] = [];
  const end = Math.min(bytes.length, most);
  for (let start = 0; start < end; start += bytesPerLine) {
    const row = bytes.subarray(start, Math.min(start + bytesPerLine, end));
    let hex = "";
    for (let index = 0; index < bytesPerLine; index++) {
      if (index > 0) hex += index % groupOf === 0 ? "  " : " ";
      const byte = row[index];
      hex += byte === undefined ? "  " : byte.toString(16).toUpperCase().padStart(2, "0");
    }
    lines.push(`${String(start).padStart(6, "0")}  ${hex}  ${Array.from(row, visible).join("")}`);
  }
  if (end < bytes.length) lines.push(`... ${String(bytes.length - end)} more bytes`);
  return lines.join("\n");
}
