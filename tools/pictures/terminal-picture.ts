/** What a terminal shows, as an SVG picture: text with the styles that the command gives it. */

/** Colours by the number of their escape sequence; on a dark terminal. */
const colours: Readonly<Record<string, string>> = {
  "31": "#ff7b72",
  "32": "#7ee787",
  "33": "#e3b341",
  "36": "#76e3ea",
};

const [left, top, lineHeight, size, columnWidth] = [16, 28, 20, 14, 8.43];

/** Columns of the terminal; longer lines go on in the next one. */
const columns = 120;

const letters = new Intl.Segmenter("en", { granularity: "grapheme" });
/** Columns of a letter: those of East Asia take two. */
const widthOf = (letter: string): number =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(letter) ? 2 : 1;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Text of one style in one row. */
interface Piece {
  text: string;
  readonly style: string;
}

/** @param command what was typed; the output, with escape sequences for styles, follows */
export function terminalPicture(command: string, output: string): string {
  const rows = [`$ ${command}`, ...output.replace(/\n+$/, "").split("\n")].flatMap(rowsOf);
  const width = Math.ceil(2 * left + columnWidth * columns);
  const height = top + lineHeight * rows.length;
  const texts = rows.map((pieces, i) => {
    const spans = pieces.map(({ text, style }) =>
      style === "" ? escaped(text) : `<tspan${style}>${escaped(text)}</tspan>`,
    );
    return `  <text x="${String(left)}" y="${String(top + lineHeight * i)}" xml:space="preserve">${spans.join("")}</text>`;
  });
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="${String(size)}" fill="#e6edf3">`,
    `  <title>${escaped(command)}</title>`,
    `  <rect width="100%" height="100%" rx="8" fill="#161b22" />`,
    ...texts,
    "</svg>",
  ].join("\n")}\n`;
}

const escape = String.fromCharCode(0x1b);
const sequence = new RegExp(`${escape}\\[([\\d;]*)m`, "g");

/** The rows of a line. A style lasts until it is taken back. */
function rowsOf(line: string): readonly (readonly Piece[])[] {
  let row: Piece[] = [];
  const rows = [row];
  let [bold, dim, colour, used] = [false, false, "", 0];
  for (const [i, part] of line.split(sequence).entries()) {
    if (i % 2 === 1) {
      if (part === "1") bold = true;
      else if (part === "2") dim = true;
      else if (part === "22") [bold, dim] = [false, false];
      else colour = colours[part] ?? "";
      continue;
    }
    const style = [
      ...(bold ? [' font-weight="bold"'] : []),
      ...(dim ? [' fill-opacity="0.6"'] : []),
      ...(colour === "" ? [] : [` fill="${colour}"`]),
    ].join("");
    for (const { segment } of letters.segment(part)) {
      if (used + widthOf(segment) > columns) {
        row = [];
        rows.push(row);
        used = 0;
      }
      used += widthOf(segment);
      const last = row.at(-1);
      if (last?.style === style) last.text += segment;
      else row.push({ text: segment, style });
    }
  }
  return rows;
}
