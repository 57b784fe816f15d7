/** Names of encodings as .NET has them: by what `GetEncoding` finds them, and what they call themselves. */

/** How an encoding of .NET names itself. */
export interface EncodingFacts {
  readonly codePage: number;
  /** Name registered for the web, in lower case as .NET 5+ has it. */
  readonly webName: string;
  /** What the property `EncodingName` says. */
  readonly encodingName: string;
  readonly isSingleByte: boolean;
  /** Name for mail bodies and headers, where they differ from {@link webName}. */
  readonly bodyName?: string;
  readonly headerName?: string;
  /** The Windows page that is nearest. */
  readonly windowsCodePage: number;
  /** Byte order mark that `GetPreamble` gives. */
  readonly preamble: readonly number[];
  /** Further names that `GetEncoding` knows, in lower case. */
  readonly aliases: readonly string[];
}

type Row = readonly [
  codePage: number,
  webName: string,
  encodingName: string,
  windowsCodePage: number,
  aliases: string,
  rest?: Partial<EncodingFacts>,
];

const wide = { isSingleByte: false };

const rows: readonly Row[] = [
  [437, "ibm437", "OEM United States", 1252, "cp437 437"],
  [850, "ibm850", "Western European (DOS)", 1252, "cp850"],
  [852, "ibm852", "Central European (DOS)", 1250, "cp852"],
  [866, "cp866", "Cyrillic (DOS)", 1251, "ibm866"],
  [874, "windows-874", "Thai (Windows)", 874, "dos-874 tis-620 iso-8859-11"],
  [
    932,
    "shift_jis",
    "Japanese (Shift-JIS)",
    932,
    "sjis shift-jis x-sjis ms_kanji csshiftjis",
    { ...wide, bodyName: "iso-2022-jp", headerName: "iso-2022-jp" },
  ],
  [936, "gb2312", "Chinese Simplified (GB2312)", 936, "gbk chinese", wide],
  [949, "ks_c_5601-1987", "Korean", 949, "korean ks_c_5601", wide],
  [950, "big5", "Chinese Traditional (Big5)", 950, "cn-big5 big5-hkscs", wide],
  [
    1200,
    "utf-16",
    "Unicode",
    1200,
    "unicode utf-16le ucs-2 iso-10646-ucs-2",
    { ...wide, preamble: [0xff, 0xfe] },
  ],
  [1201, "utf-16BE", "Unicode (Big-Endian)", 1200, "unicodefffe", { ...wide, preamble: [0xfe, 0xff] }],
  [1250, "windows-1250", "Central European (Windows)", 1250, "x-cp1250", { bodyName: "iso-8859-2" }],
  [1251, "windows-1251", "Cyrillic (Windows)", 1251, "x-cp1251", { bodyName: "koi8-r" }],
  [1252, "windows-1252", "Western European (Windows)", 1252, "x-ansi cp1252", { bodyName: "iso-8859-1" }],
  [1253, "windows-1253", "Greek (Windows)", 1253, "", { bodyName: "iso-8859-7" }],
  [1254, "windows-1254", "Turkish (Windows)", 1254, "", { bodyName: "iso-8859-9" }],
  [1255, "windows-1255", "Hebrew (Windows)", 1255, ""],
  [1256, "windows-1256", "Arabic (Windows)", 1256, "cp1256"],
  [1257, "windows-1257", "Baltic (Windows)", 1257, ""],
  [1258, "windows-1258", "Vietnamese (Windows)", 1258, ""],
  [12000, "utf-32", "Unicode (UTF-32)", 1200, "utf-32le", { ...wide, preamble: [0xff, 0xfe, 0, 0] }],
  [12001, "utf-32BE", "Unicode (UTF-32 Big-Endian)", 1200, "", { ...wide, preamble: [0, 0, 0xfe, 0xff] }],
  [20127, "us-ascii", "US-ASCII", 1252, "ascii ansi_x3.4-1968 iso_646.irv:1991 cp367"],
  [20866, "koi8-r", "Cyrillic (KOI8-R)", 1251, "koi8 koi"],
  [21866, "koi8-u", "Cyrillic (KOI8-U)", 1251, "koi8-ru"],
  [28591, "iso-8859-1", "Western European (ISO)", 1252, "iso8859-1 iso_8859-1 latin1 l1 cp819 ibm819"],
  [28592, "iso-8859-2", "Central European (ISO)", 1250, "latin2"],
  [28605, "iso-8859-15", "Latin 9 (ISO)", 1252, "latin9 l9"],
  [
    65001,
    "utf-8",
    "Unicode (UTF-8)",
    1200,
    "unicode-1-1-utf-8 x-unicode-2-0-utf-8",
    { ...wide, preamble: [0xef, 0xbb, 0xbf] },
  ],
];

/** Every encoding of the kit by its code page. */
export const encodingFacts: ReadonlyMap<number, EncodingFacts> = new Map(
  rows.map(([codePage, webName, encodingName, windowsCodePage, aliases, rest]) => [
    codePage,
    {
      codePage,
      webName,
      encodingName,
      windowsCodePage,
      isSingleByte: true,
      preamble: [],
      aliases: aliases === "" ? [] : aliases.split(" "),
      ...rest,
    },
  ]),
);

const byName = new Map(
  [...encodingFacts.values()].flatMap(({ codePage, webName, aliases }) =>
    [webName.toLowerCase(), ...aliases].map((name): [string, number] => [name, codePage]),
  ),
);

/** Names that .NET gives to code pages which the kit does not have. */
const elsewhere: Readonly<Record<string, number>> = {
  "iso-8859-5": 28595,
  "iso-8859-7": 28597,
  "iso-8859-9": 28599,
  gb18030: 54936,
  "hz-gb-2312": 52936,
  "euc-kr": 51949,
  "euc-jp": 51932,
  "iso-2022-jp": 50220,
  ibm00858: 858,
  cp858: 858,
  ibm01140: 1140,
  ibm037: 37,
  johab: 1361,
  macintosh: 10000,
  "x-mac-cyrillic": 10007,
  "utf-7": 65000,
};

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
};

/** The code page of a name, compared without case; undefined when .NET or the kit does not have it. */
export function codePageOfName(name: string): number | undefined {
  return byName.get(name.toLowerCase());
}

/** What to tell someone whose name was not found. */
export function adviceForName(name: string): string {
  const key = name.toLowerCase();
  const page = elsewhere[key];
  if (page !== undefined) return `It is code page ${String(page)} in .NET, for which the kit has no table.`;
  const other = meant[key];
  if (other !== undefined) return `.NET does not know that name either. Use ${other}.`;
  if (/^\d+$/.test(name)) return `Pass the code page as a number: GetEncoding(${name}).`;
  return "Use a name of .NET such as utf-8, windows-1252, iso-8859-1, shift_jis, or a code page number.";
}
