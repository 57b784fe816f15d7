/** The encodings with a state of their own, by code page. */
import type { ChunkedPage } from "./chunked.ts";
import { gb18030Page } from "./gb18030.ts";
import { hzPage } from "./hz.ts";
import { isciiPage } from "./iscii.ts";
import { iso2022Page } from "./iso-2022.ts";
import { utf7Page } from "./utf7.ts";

const pages = new Map<number, ChunkedPage>([
  ...[50220, 50221, 50222, 50225].map((page) => [page, iso2022Page(page)] as const),
  [52936, hzPage],
  [54936, gb18030Page],
  ...Array.from({ length: 10 }, (_, at) => [57002 + at, isciiPage(57002 + at)] as const),
  [65000, utf7Page],
]);

/** Their code pages, UTF-7 (65000) among them. */
export const chunkedCodePages: readonly number[] = [...pages.keys()];

/** The encoding of a page of {@link chunkedCodePages}; undefined for any other. */
export function chunkedPage(codePage: number): ChunkedPage | undefined {
  return pages.get(codePage);
}
