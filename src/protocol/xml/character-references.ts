/** Character references of XML: the five predefined names, and numbers. */

const predefined: Readonly<Record<string, string>> = Object.freeze({
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
});

const reference = /&(?:#[xX]([0-9a-fA-F]+)|#([0-9]+)|([^\s;&<>"'#]+));/g;

/**
 * The text with its references replaced. An undefined name, and a number that is not an XML character, stay as
 * written (XML 1.0 section 4.1); the well-formedness check reports them.
 */
export function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(reference, (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(predefined, name) ? (predefined[name] ?? whole) : whole;
    const code = hex === undefined ? Number.parseInt(decimal ?? "", 10) : Number.parseInt(hex, 16);
    return isXmlCharacter(code) ? String.fromCodePoint(code) : whole;
  });
}

/** Length in the source of the reference that begins at `index`, or of one UTF-16 unit. */
export function rawLength(text: string, index: number): { raw: number; decoded: number } {
  if (text[index] !== "&") return { raw: 1, decoded: 1 };
  const end = text.indexOf(";", index);
  const whole = end === -1 ? "" : text.slice(index, end + 1);
  const decoded = decodeReferences(whole);
  return decoded === whole ? { raw: 1, decoded: 1 } : { raw: whole.length, decoded: decoded.length };
}

/** XML 1.0 production 2 (Char). */
function isXmlCharacter(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
