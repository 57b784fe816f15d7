/** The dump of the stream viewer. */
import { expect } from "chai";
import { hexDump } from "../../../src/element/stream/hex-dump.ts";

describe("hex dump", () => {
  it("shows offset, groups of five and the ASCII view", () => {
    const bytes = Buffer.from('{"t":"é€"} 0123456789', "utf8");
    expect(hexDump(bytes)).to.equal(
      [
        '000000  7B 22 74 22 3A  22 C3 A9 E2 82  AC 22 7D 20 30  31 32 33 34 35  {"t":"....."} 012345',
        // 20 bytes take 20 * 2 digits, 16 single blanks and 3 double ones: 62 columns.
        `000020  ${"36 37 38 39".padEnd(62)}  6789`,
      ].join("\n"),
    );
  });

  it("counts what it does not show", () => {
    expect(hexDump(new Uint8Array(100), 20).split("\n")).to.have.length(2);
    expect(hexDump(new Uint8Array(100), 20)).to.match(/\n\.\.\. 80 more bytes$/);
    expect(hexDump(new Uint8Array(0))).to.equal("");
  });
});
