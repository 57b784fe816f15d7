/** Stuffing done by the port. */
import { expect } from "chai";
import { parseAdvancedStuffing } from "../../../src/wire/stream/advanced-stuffing.ts";
import { stuffBytes } from "../../../src/wire/stuffing.ts";
import { hex, toHex } from "../../support/wire/wire-protocols.ts";

describe("Advanced@stuffing", () => {
  it("reads directions, sequences of several bytes and offsets", () => {
    const parsed = parseAdvancedStuffing(
      "on=command,response;escape=0x1B;stuffing=0x100x11;allowed=0x380x39,0x03;startoffset=2;endoffset=4",
    );
    expect([
      parsed?.command,
      parsed?.response,
      parsed?.stuffing.startOffset,
      parsed?.stuffing.endOffset,
    ]).to.deep.equal([true, true, 2, 4]);
    expect(parsed?.stuffing.allowed.map(toHex)).to.deep.equal(["38 39", "03"]);
    expect(toHex(parsed?.stuffing.sequence ?? hex(""))).to.equal("10 11");
    expect(toHex(parsed?.stuffing.escape ?? hex(""))).to.equal("1B");
  });

  it("on=response leaves commands alone; without on both directions are meant, without escape it doubles", () => {
    expect(parseAdvancedStuffing("on=response;stuffing=0x10")).to.deep.include({
      command: false,
      response: true,
    });
    const both = parseAdvancedStuffing("stuffing=0x10");
    expect(both).to.deep.include({ command: true, response: true });
    expect(toHex(both?.stuffing.escape ?? hex(""))).to.equal("10");
  });

  it("blanks count for nothing, wherever they stand (RN 44010)", () => {
    const parsed = parseAdvancedStuffing(
      " on = Command , response ; escape = 0x1B ; stuffing = 0x10 0x11 ; allowed = 0x38 0x39 , 0x03 ; startoffset = 2 ",
    );
    expect(parsed).to.deep.equal(
      parseAdvancedStuffing(
        "on=command,response;escape=0x1B;stuffing=0x100x11;allowed=0x380x39,0x03;startoffset=2",
      ),
    );
    expect(parsed?.command).to.equal(true);
  });

  it("without a usable stuffing there is none", () => {
    for (const text of [undefined, "", "on=command", "stuffing=0x1"])
      expect(parseAdvancedStuffing(text)).to.equal(undefined);
  });

  it("gives the two examples of the page", () => {
    const rule = parseAdvancedStuffing("on=command;escape=0x32;stuffing=0x32;allowed=0x380x39")?.stuffing;
    if (rule === undefined) throw new Error("no stuffing");
    expect(toHex(stuffBytes(hex("31 32 39 33"), rule))).to.equal("31 32 32 39 33");
    expect(toHex(stuffBytes(hex("31 32 38 39 33"), rule))).to.equal("31 32 38 39 33");
  });
});
