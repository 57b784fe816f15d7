/** Edits of one file: what is outside of them stays byte for byte, in every encoding that is read. */
import { expect } from "chai";
import fc from "fast-check";
import { EditableFile } from "../../../src/check/fix/editable-file.ts";
import type { TextEdit } from "../../../src/protocol/fix.ts";

const edit = (start: number, end: number, text: string): TextEdit => ({ file: "a.xml", start, end, text });

/** The content after edits that are all allowed. */
function edited(content: Uint8Array | string, ...edits: readonly TextEdit[]): Uint8Array | string {
  const file = new EditableFile(content);
  for (const one of edits) {
    expect(file.allows(one), JSON.stringify(one)).to.equal(true);
    file.add(one);
  }
  return file.edited();
}

const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

describe("check/fix/editable-file", () => {
  it("keeps encoding, byte order mark and line ends", () => {
    const [before, after] = ["<P>\r\n<A/>\r\n😀</P>", "<P>\r\n<Bé/>\r\n😀</P>"];
    const change = edit(6, 7, "Bé");
    for (const mark of ["", "\ufeff"]) {
      expect(edited(Buffer.from(mark + before), change)).to.deep.equal(Buffer.from(mark + after));
      expect(edited(mark + before, change)).to.equal(mark + after);
      expect(edited(Buffer.from(mark + before, "utf16le"), change)).to.deep.equal(
        Buffer.from(mark + after, "utf16le"),
      );
      expect(edited(utf16be(mark + before), change)).to.deep.equal(utf16be(mark + after));
    }
  });

  it("keeps bytes that only one page has, and writes the page of the file", () => {
    // 81 is unassigned in windows-1252, 80 is the euro.
    const before = Buffer.from([0x3c, 0x41, 0x3e, 0x81, 0x80, 0xe9]);
    expect(edited(before, edit(1, 2, "é€"))).to.deep.equal(
      Buffer.from([0x3c, 0xe9, 0x80, 0x3e, 0x81, 0x80, 0xe9]),
    );
  });

  it("keeps the half unit at the end of a UTF-16 file", () => {
    const before = Buffer.concat([Buffer.from("\ufeff<A/>", "utf16le"), Buffer.from([0x20])]);
    expect(edited(before, edit(1, 2, "B"))).to.deep.equal(
      Buffer.concat([Buffer.from("\ufeff<B/>", "utf16le"), Buffer.from([0x20])]),
    );
  });

  it("edits are made by place, whatever their order, and insertions of one place in theirs", () => {
    const file = new EditableFile("abcdef");
    for (const one of [edit(4, 6, "Y"), edit(0, 1, ""), edit(2, 2, "1"), edit(2, 2, "2")]) file.add(one);
    expect(file.edited()).to.equal("b12cdY");
  });

  it("refuses what would damage the file", () => {
    const refused = (content: Uint8Array | string, one: TextEdit): boolean =>
      !new EditableFile(content).allows(one);
    expect(refused(Buffer.from([0xe9, 0x41]), edit(0, 1, "温")), "no character of the page").to.equal(true);
    expect(refused("a😀b", edit(2, 3, "")), "half a character").to.equal(true);
    expect(refused("ab", edit(1, 3, "")), "behind the end").to.equal(true);
    expect(refused("ab", edit(2, 1, "")), "backwards").to.equal(true);
    expect(refused("ab", edit(0, 0, "\ud83d")), "half a surrogate pair").to.equal(true);
    expect(refused(Buffer.from([0xef, 0xbb, 0xbf, 0x41, 0xff]), edit(0, 1, "")), "no UTF-8").to.equal(true);
  });

  it("refuses an edit that meets another one", () => {
    const file = new EditableFile("abcdef");
    file.add(edit(1, 3, "x"));
    const meets = (start: number, end: number): boolean => !file.allows(edit(start, end, "y"));
    expect([meets(0, 2), meets(2, 2), meets(1, 1), meets(2, 5), meets(0, 6)]).to.not.include(false);
    expect([meets(0, 1), meets(3, 4), meets(3, 3)]).to.not.include(true);
  });

  it("is the edited text in the encoding of the file, for any text and edits", () => {
    const encodings: readonly ((text: string) => Buffer)[] = [
      (text) => Buffer.from(`\ufeff${text}`),
      (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
      (text) => utf16be(`\ufeff${text}`),
    ];
    const text = fc.string({ unit: "grapheme" });
    const pieces = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(pieces, fc.constantFrom(...encodings), (list, encode) => {
        // Each piece is text that stays and text that is replaced by its reverse.
        const reversed = (goes: string): string => Array.from(goes).reverse().join("");
        let at = 0;
        const edits = list.map(([stays, goes]) => {
          const start = at + stays.length;
          at = start + goes.length;
          return edit(start, at, reversed(goes));
        });
        const before = list.map(([stays, goes]) => stays + goes).join("");
        const after = list.map(([stays, goes]) => stays + reversed(goes)).join("");
        const file = new EditableFile(encode(before));
        for (const one of edits) file.add(one);
        expect(file.edited()).to.deep.equal(encode(after));
      }),
    );
  });
});
