/** Names of encodings as .NET has them: those that `GetEncoding` finds, and those that encodings give themselves. */
import { encodingNames, type EncodingFacts } from "./tables/encoding-names.ts";

/** Every encoding of the kit by its code page. */
export const encodingFacts: ReadonlyMap<number, EncodingFacts> = new Map(
  encodingNames.map(([codePage, webName, encodingName, windowsCodePage, aliases, rest]) => [
    codePage,
    {
      codePage,
      webName,
      encodingName,
      windowsCodePage,
      isSingleByte: true,
      preamble: [],
      aliases: aliases === "" ? [] : aliases.split("|"),
      ...rest,
    },
  ]),
);

const unicodePages: ReadonlySet<number> = new Set([1200, 1201, 12000, 12001, 65000, 65001]);

/** All code pages of the kit, the Unicode encodings (1200, 1201, 12000, 12001, 65000, 65001) not among them; in the order of their numbers. */
export const codePages: readonly number[] = [...encodingFacts.keys()].filter(
  (page) => !unicodePages.has(page),
);

const byName = new Map([
  ...[...encodingFacts.values()].flatMap(({ codePage, webName, aliases }) =>
    [webName.toLowerCase(), ...aliases].map((name): [string, number] => [name, codePage]),
  ),
  // Two encodings share each of these names; `GetEncoding` finds this one.
  ["euc-jp", 51932],
  ["iso-2022-jp", 50220],
]);

/** Names that people try and .NET refuses, with the one that works. */
const meant: Readonly<Record<string, string>> = {
  utf8: "utf-8",
  utf16: "utf-16",
  utf32: "utf-32",
  cp936: "gb2312 or 936",
  "x-gbk": "gbk",
  cp949: "ks_c_5601-1987 or 949",
  cp950: "big5 or 950",
  "windows-31j": "shift_jis or 932",
  ms932: "shift_jis or 932",
  ansi: "windows-1252, or Encoding.Default",
  cp65001: "utf-8 or 65001",
  utf7: "utf-7",
  macroman: "macintosh or 10000",
  cp1361: "johab or 1361",
  eucjp: "euc-jp",
  euckr: "euc-kr",
};

/** The code page of a name, compared without case; undefined when .NET does not have it. */
export function codePageOfName(name: string): number | undefined {
  return byName.get(name.toLowerCase());
}

/** Advice for a name that was not found. */
export function adviceForName(name: string): string {
  const key = name.toLowerCase();
  const other = meant[key];
  if (other !== undefined) return `.NET does not know that name either. Use ${other}.`;
  if (/^\d+$/.test(name)) return `Pass the code page as a number: GetEncoding(${name}).`;
  return "Use a name of .NET such as utf-8, windows-1252, iso-8859-1, shift_jis, or a code page number.";
}
