/** How far the thing reaches that a finding marks. */

const attribute = /[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*')/y;
const startTag = /<(?:[^<>"']|"[^"]*"|'[^']*')*>/y;
const comment = /<!--[\s\S]*?-->/y;
const words = /[^<>"';\r\n]*/y;

function matchAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

/**
 * Offset behind what begins at `offset`: a comment, a start tag, an attribute with its value, or the words up to the next
 * separator or the end of the line. At least one character, unless the text ends there.
 */
export function endOfMarked(text: string, offset: number): number {
  const whole =
    text[offset] === "<"
      ? (matchAt(comment, text, offset) ?? matchAt(startTag, text, offset))
      : (matchAt(attribute, text, offset) ?? matchAt(words, text, offset)?.trimEnd());
  return Math.min(text.length, offset + Math.max(1, whole?.length ?? 0));
}
