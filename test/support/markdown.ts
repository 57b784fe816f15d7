/** The code blocks of a page, for tests that run them. */

/** One fenced block. */
export interface Block {
  /** What stands behind the opening fence: `ts`, `xml`, `ts test`. */
  readonly info: string;
  readonly text: string;
}

/** All fenced blocks of a Markdown text, in order. */
export function codeBlocks(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info = "", text = ""]) => ({
    info,
    text,
  }));
}

/** The texts of the blocks of one kind. */
export function textsOf(blocks: readonly Block[], info: string): string[] {
  return blocks.filter((block) => block.info === info).map(({ text }) => text);
}
