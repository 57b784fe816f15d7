/** Ways of damaging a text, with what is promised for each kind. */
import { decodeCodePage, encodeCodePage, firstUnmappable } from "../../src/encoding/code-page.ts";
import { Encoding } from "../../src/encoding/encoding.ts";

/** One wrong step or several: pages as [written, read]. */
export type Chain = readonly (readonly [written: number, read: number])[];

/** Kinds of chains. */
export const chainKinds = ["UTF-8", "UTF-16", "pages"] as const;
export type ChainKind = (typeof chainKinds)[number];

function step(text: string, written: number, read: number): string | undefined {
  const wide = written === 65001 || written === 1200 || written === 1201;
  if (!wide && firstUnmappable(text, written) >= 0) return undefined;
  const bytes = wide ? Encoding.GetEncoding(written).GetBytes(text) : encodeCodePage(text, written, "strict");
  const seen =
    read === 1200 || read === 1201
      ? Encoding.GetEncoding(read).GetString(bytes)
      : decodeCodePage(Uint8Array.from(bytes), read);
  // What was lost on the way cannot come back.
  return seen.includes("\ufffd") ? undefined : seen;
}

/** The text after the wrong steps; undefined when they lose something or change nothing. */
export function damaged(text: string, chain: Chain): string | undefined {
  let current: string | undefined = text;
  for (const [written, read] of chain) {
    if (current === undefined) return undefined;
    current = step(current, written, read);
  }
  return current === text ? undefined : current;
}

function once(written: number, ...pages: readonly number[]): Chain[] {
  return pages.map((read): Chain => [[written, read]]);
}

const utf8 = (read: number): readonly [number, number] => [65001, read];

/** The chains that are measured. */
export const chains: Readonly<Record<ChainKind, readonly Chain[]>> = {
  "UTF-8": [
    ...once(65001, 1252, 28591, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258, 874),
    ...once(65001, 28592, 28605, 850, 437, 852, 866, 10000, 20866, 21866),
    [utf8(1252), utf8(1252)],
    [utf8(1252), utf8(1252), utf8(1252)],
    [utf8(28591), utf8(1252)],
    [utf8(1250), utf8(1250)],
    [utf8(1251), utf8(1251)],
  ],
  "UTF-16": [
    ...once(1200, 1252, 28591, 1201),
    ...once(1201, 1252),
    ...once(65001, 1200),
    ...once(1252, 1200),
    ...once(1251, 1200),
  ],
  pages: [
    ...once(850, 1252),
    ...once(437, 1252),
    ...once(1252, 850, 437, 1251, 1250),
    ...once(1251, 1252, 866, 20866),
    ...once(1250, 1252),
    ...once(1253, 1252),
    ...once(1254, 1252),
    ...once(1255, 1252),
    ...once(1256, 1252),
    ...once(1257, 1252),
    ...once(874, 1252),
    ...once(866, 1251),
    ...once(20866, 1251),
    ...once(852, 1250),
  ],
};
