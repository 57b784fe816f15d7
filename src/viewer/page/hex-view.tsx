/** Bytes in hex, with the fields of a response in colours. */
import type { ComponentChildren, JSX } from "preact";
import type { MatchReport } from "../messages.ts";
import { bytesOfHex, visible } from "./formats.ts";

/** Bytes of a line, and lines that are drawn. */
const shape = { bytes: 16, lines: 512 };
/** Colours of fields. */
const colours = 6;

/** A stretch of bytes with one meaning. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly style: string;
  readonly title: string;
}

/** What the bytes of a line are, piece by piece. */
function pieces(from: number, to: number, stretches: readonly Stretch[]): readonly Stretch[] {
  const found: Stretch[] = [];
  let at = from;
  for (const stretch of stretches) {
    const [begin, end] = [Math.max(at, stretch.from), Math.min(to, stretch.to)];
    if (end <= begin) continue;
    if (begin > at) found.push({ from: at, to: begin, style: "", title: "" });
    found.push({ ...stretch, from: begin, to: end });
    at = end;
  }
  if (at < to) found.push({ from: at, to, style: "", title: "" });
  return found;
}

function stretchesOf(
  match: MatchReport | undefined,
  nameOf: (pid: number) => string,
  length: number,
): readonly Stretch[] {
  if (match === undefined) return [];
  const fields = match.fields.map(({ pid, offset, length: size, action }, index) => ({
    from: offset,
    to: offset + size,
    style: `field field-${String(index % colours)}`,
    title: `${nameOf(pid)}, ${action === "compare" ? "fixed" : action === "skip" ? "passed over" : "stored"}`,
  }));
  if (match.failsAt === undefined) return fields;
  const failing = {
    from: match.failsAt,
    to: length,
    style: "field-fails",
    title: `${nameOf(match.failedPid ?? -1)} does not fit here`,
  };
  return [...fields.filter(({ to }) => to <= failing.from), failing];
}

/** The bytes: offset, hex, characters. */
export function HexView(props: {
  readonly hex: string;
  readonly match?: MatchReport | undefined;
  readonly nameOf: (pid: number) => string;
}): JSX.Element {
  const bytes = bytesOfHex(props.hex);
  const stretches = stretchesOf(props.match, props.nameOf, bytes.length);
  const lines: ComponentChildren[] = [];
  for (let at = 0; at < bytes.length && lines.length < shape.lines; at += shape.bytes) {
    const parts = pieces(at, Math.min(bytes.length, at + shape.bytes), stretches);
    const spans = (text: (part: Uint8Array) => string): ComponentChildren =>
      parts.map(({ from, to, style, title }) => (
        <span key={from} class={style} title={title}>
          {text(bytes.subarray(from, to))}
        </span>
      ));
    lines.push(
      <div key={at} class="hex-line">
        <span class="dim">{String(at).padStart(6, "0")}</span>
        <span class="hex-bytes">
          {spans((part) =>
            Array.from(part, (byte) => `${byte.toString(16).toUpperCase().padStart(2, "0")} `).join(""),
          )}
        </span>
        <span class="hex-text">{spans(visible)}</span>
      </div>,
    );
  }
  return (
    <div class="hex" role="group" aria-label="Bytes" tabIndex={0}>
      {lines}
      {bytes.length > shape.bytes * shape.lines && (
        <div class="dim">The first {shape.bytes * shape.lines} bytes are shown.</div>
      )}
    </div>
  );
}
