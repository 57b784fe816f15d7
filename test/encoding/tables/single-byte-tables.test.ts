/** The shape of the single-byte tables; what they say is checked against .NET in `net-pages.test.ts`. */
import { expect } from "chai";
import { dosPages } from "../../../src/encoding/tables/dos-pages.ts";
import { ebcdicPages } from "../../../src/encoding/tables/ebcdic-pages.ts";
import { isoPages } from "../../../src/encoding/tables/iso-pages.ts";
import { macPages } from "../../../src/encoding/tables/mac-pages.ts";
import { otherSingleBytePages } from "../../../src/encoding/tables/other-pages.ts";
import { windowsPages } from "../../../src/encoding/tables/windows-pages.ts";

describe("single-byte tables", () => {
  it("are rows of sixteen characters, and single changes of a byte and a unit", () => {
    for (const tables of [dosPages, ebcdicPages, isoPages, macPages])
      for (const [page, { rows = [], changes = "", loose = "" }] of Object.entries(tables)) {
        for (const row of rows) expect(row, page).to.have.lengthOf(16);
        expect(rows.length, page).to.be.at.most(16);
        for (const text of [changes, loose]) expect(text, page).to.match(/^(?:[0-9A-F]{2}[^])*$/u);
      }
  });

  it("of whole upper halves have eight rows, and no character twice", () => {
    for (const [page, rows] of [...Object.entries(otherSingleBytePages), ...Object.entries(windowsPages)]) {
      expect(
        rows.map((row) => row.length),
        page,
      ).to.deep.equal([16, 16, 16, 16, 16, 16, 16, 16]);
      expect(new Set(rows.join("")).size, page).to.equal(128);
    }
  });
});
