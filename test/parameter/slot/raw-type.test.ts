/** What RawType lets in, and what trim takes off. */
import { expect } from "chai";
import { rawFilter, sameBytes, trimBytes } from "../../../src/parameter/slot/raw-type.ts";
import type { Interprete } from "../../../src/protocol/model.ts";
import { bytes, hex, param } from "../../support/parameter/parameter-protocols.ts";

const none = (): undefined => undefined;

function lets(interprete: Partial<Interprete>, row: string, page: "unicode" | number = 1252): boolean {
  return rawFilter(param(1, interprete).interprete, page, none)?.(bytes(row)) ?? true;
}

describe("raw-type", () => {
  it("RSP-22 numeric text lets in digits, + - . , e E and blanks, and a-f with Base 16", () => {
    const numeric: Partial<Interprete> = { rawType: "numeric text", type: "double" };
    expect(lets(numeric, "20 2B 2D 2E 2C 65 45 30 39")).to.equal(true);
    expect(lets(numeric, "31 61")).to.equal(false);
    expect(lets({ ...numeric, base: 16 }, "31 61 46")).to.equal(true);
    expect(lets({ ...numeric, base: 16 }, "67")).to.equal(false);
    expect(lets({ ...numeric, base: 36 }, "7A 5A")).to.equal(true);
  });

  it("RSP-22 text lets in letters, digits, - . ; , ? ! and blanks", () => {
    expect(lets({ rawType: "text" }, "41 7A 39 2D 2E 3B 2C 3F 21 20")).to.equal(true);
    expect(lets({ rawType: "text" }, "41 E9")).to.equal(false);
    expect(lets({ rawType: "text" }, "41 3A")).to.equal(false);
  });

  it("RSP-22 text of a Unicode protocol is looked at as characters", () => {
    expect(lets({ rawType: "text" }, "41 00 42 00", "unicode")).to.equal(true);
    expect(lets({ rawType: "text" }, "41 42", "unicode")).to.equal(false);
  });

  it("numeric text that a Unicode protocol keeps as text may have one or two bytes a digit", () => {
    const numeric: Partial<Interprete> = { rawType: "numeric text" };
    expect(lets(numeric, "31 32", "unicode")).to.equal(true);
    expect(lets(numeric, "31 00 32 00", "unicode")).to.equal(true);
    expect(lets(numeric, "41 42", "unicode")).to.equal(false);
  });

  it("other and binary numbers let everything in", () => {
    for (const rawType of ["other", "unsigned number", "double"] as const) {
      expect(lets({ rawType }, "00 FF")).to.equal(true);
    }
  });

  it("only others lets in what one of the named parameters holds", () => {
    const { interprete } = param(1, {
      rawType: "only others",
      others: [
        { id: 7, value: "10", display: "ten" },
        { value: "11", display: "no id" },
      ],
    });
    const filter = rawFilter(interprete, 1252, (pid) => (pid === 7 ? bytes("2D 2D") : undefined));
    expect(filter?.(bytes("2D 2D"))).to.equal(true);
    expect(filter?.(bytes("2D"))).to.equal(false);
  });

  it("RSP-23 trim takes white space off the left, the right, or both", () => {
    const row = bytes("20 09 0D 41 20 42 0A 20");
    expect(hex(trimBytes(row, true, false, false))).to.equal("41 20 42 0A 20");
    expect(hex(trimBytes(row, false, true, false))).to.equal("20 09 0D 41 20 42");
    expect(hex(trimBytes(row, true, true, false))).to.equal("41 20 42");
    expect(trimBytes(row, false, false, false)).to.equal(row);
    expect(hex(trimBytes(bytes("20 20 20"), true, true, false))).to.equal("");
    expect(hex(trimBytes(bytes("20 20 20"), false, true, false))).to.equal("");
  });

  it("RSP-23 trim of a Unicode protocol looks at units", () => {
    expect(hex(trimBytes(bytes("20 00 41 00 20 00"), true, true, true))).to.equal("41 00");
    expect(hex(trimBytes(bytes("20 20 41 00"), true, false, true))).to.equal("20 20 41 00");
    expect(hex(trimBytes(bytes("41 00 20 00 20"), true, true, true))).to.equal("41 00");
    expect(hex(trimBytes(bytes("20 00 20"), true, false, true))).to.equal("");
  });

  it("sameBytes compares content", () => {
    expect(sameBytes(bytes("01 02"), Buffer.from([1, 2]))).to.equal(true);
    expect(sameBytes(bytes("01 02"), bytes("01 03"))).to.equal(false);
    expect(sameBytes(bytes("01 02"), bytes("01"))).to.equal(false);
    for (const at of [0, 31, 32, 63]) {
      const [one, other] = [new Uint8Array(64), new Uint8Array(64)];
      expect(sameBytes(one, other)).to.equal(true);
      other[at] = 1;
      expect(sameBytes(one, other), `a difference at ${String(at)}`).to.equal(false);
    }
  });
});
