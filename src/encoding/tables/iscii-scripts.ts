/** The scripts of ISCII, which share one set of bytes. */

/** One script. */
export interface IsciiScript {
  /** First character of its block in Unicode, 128 characters long. */
  readonly block: number;
  /** For each byte from A0 to FF two hex digits: the place in the block, `--` when there is no character. */
  readonly letters: string;
  /** Bytes that stand for another character when a nukta (E9) follows: two hex digits and that character, again and again. */
  readonly nukta: string;
  /** Bytes that stand for a character outside the block, written as {@link nukta}. */
  readonly others: string;
}

/**
 * By code page less 57000, which is also what the attribute byte selects; 6 (Assamese) is written as 3 (Bengali). Measured on
 * .NET 10: that Oriya has three letters and a sign of Telugu after a nukta is its mistake, and kept.
 */
export const isciiScripts: Readonly<Record<number, IsciiScript>> = {
  // Devanagari
  2: {
    block: 0x0900,
    letters:
      "--01020305060708090A0B0E0F100D1213141115161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F5F30" +
      "313233343536373839--3E3F40414243464748454A4B4C494D3C64------------666768696A6B6C6D6E6F----------",
    nukta:
      "A1\u0950A6\u090cA7\u0961AA\u0960B3\u0958B4\u0959B5\u095aBA\u095bBF\u095cC0\u095dC9\u095eDB\u0962DC\u0963DF\u0944EA\u093d",
    others: "",
  },
  // Bengali, and Assamese
  3: {
    block: 0x0980,
    letters:
      "--01020305060708090A0B0F0F10101313141415161718191A1B1C1D1E1F202122232425262728282A2B2C2D2E2F5F30" +
      "303232322C36373839--3E3F40414243474748484B4B4C4C4D3C--------------666768696A6B6C6D6E6F----------",
    nukta: "A6\u098cA7\u09e1AA\u09e0BF\u09dcC0\u09ddDB\u09e2DC\u09e3DF\u09c4",
    others: "EA.",
  },
  // Tamil
  4: {
    block: 0x0b80,
    letters:
      "----020305060708090A--0F0F10101213141415151515191A1A1C1C1E1F1F1F1F232424242428292A2A2A2A2E2F2F30" +
      "313233343537373839--3E3F404142--464748484A4B4C4C4D------------------6768696A6B6C6D6E6F----------",
    nukta: "",
    others: "EA.F10",
  },
  // Telugu
  5: {
    block: 0x0c00,
    letters:
      "--01020305060708090A0B0E0F10101213141415161718191A1B1C1D1E1F202122232425262728282A2B2C2D2E2F2F30" +
      "313233333536373839--3E3F40414243464748484A4B4C4C4D----------------666768696A6B6C6D6E6F----------",
    nukta: "A6\u0c0cA7\u0c61AA\u0c60DF\u0c44",
    others: "EA.",
  },
  // Oriya
  7: {
    block: 0x0b00,
    letters:
      "--01020305060708090A0B0F0F10101013141415161718191A1B1C1D1E1F202122232425262728282A2B2C2D2E2F5F30" +
      "303233332C36373839--3E3F40414243474748484B4B4C4C4D3C--------------666768696A6B6C6D6E6F----------",
    nukta: "A6\u0c0cA7\u0c61AA\u0c60BF\u0b5cC0\u0b5dDF\u0c44EA\u0b3d",
    others: "EA.",
  },
  // Kannada
  8: {
    block: 0x0c80,
    letters:
      "----020305060708090A0B0E0F10101213141415161718191A1B1C1D1E1F202122232425262728282A2B2C2D2E2F2F30" +
      "313233333536373839--3E3F40414243464748484A4B4C4C4D----------------666768696A6B6C6D6E6F----------",
    nukta: "A6\u0c8cA7\u0ce1AA\u0ce0C9\u0cdeDF\u0cc4",
    others: "EA.",
  },
  // Malayalam
  9: {
    block: 0x0d00,
    letters:
      "----020305060708090A0B0E0F10101213141415161718191A1B1C1D1E1F202122232425262728282A2B2C2D2E2F2F30" +
      "313233343536373839--3E3F40414243464748484A4B4C4C4D----------------666768696A6B6C6D6E6F----------",
    nukta: "A6\u0d0cA7\u0d61AA\u0d60",
    others: "EA.",
  },
  // Gujarati
  10: {
    block: 0x0a80,
    letters:
      "--01020305060708090A0B0F0F100D0D13141115161718191A1B1C1D1E1F202122232425262728282A2B2C2D2E2F2F30" +
      "303233333536373839--3E3F40414243474748454B4B4C494D3C--------------666768696A6B6C6D6E6F----------",
    nukta: "A1\u0ad0AA\u0ae0DF\u0ac4EA\u0abd",
    others: "EA.",
  },
  // Gurmukhi
  11: {
    block: 0x0a00,
    letters:
      "----02--05060708090A--0F0F10101013141415161718191A1B1C1D1E1F202122232425262728282A2B2C2D2E2F2F30" +
      "303233333536363839--3E3F404142--474748484B4B4C4C4D3C--------------666768696A6B6C6D6E6F----------",
    nukta: "B4\u0a59B5\u0a5aBA\u0a5bC0\u0a5cC9\u0a5e",
    others: "EA.",
  },
};
