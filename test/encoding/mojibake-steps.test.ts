import { expect } from "chai";
import {
  exactBytes,
  undoPage,
  undoSwap,
  undoUtf16InBytes,
  undoUtf8,
  undoWide,
} from "../../src/encoding/mojibake-steps.ts";
import { hex } from "./support/vectors.ts";

describe("encoding/mojibake-steps", () => {
  it("turns text back into bytes only when a page has all of it", () => {
    expect(hex(exactBytes("é\u0081", 1252) ?? new Uint8Array())).to.equal("E981");
    expect(exactBytes("Ж", 1252)).to.equal(undefined);
    expect(hex(exactBytes("é", 1200) ?? new Uint8Array())).to.equal("E900");
    expect(exactBytes("\ud800", 1200)).to.equal(undefined);
  });

  it("takes back UTF-8 read as a page, with evidence for each sequence that cannot be meant", () => {
    expect(undoUtf8("cafÃ©", 1252)).to.deep.equal({
      step: { written: 65001, read: 1252 },
      text: "café",
      evidence: 1,
    });
    expect(undoUtf8("â‚¬", 1252)).to.deep.include({ text: "€", evidence: 2 });
    expect(undoUtf8("café", 1252)).to.equal(undefined);
    expect(undoUtf8("cafe", 1252)).to.equal(undefined);
    expect(undoUtf8("«AMANHÃ»", 1252)).to.equal(undefined);
    expect(undoUtf8("AMANHÃ»", 1252)).to.deep.include({ evidence: 0 });
  });

  it("takes back UTF-16 read byte by byte, in both orders", () => {
    expect(undoUtf16InBytes("c\0a\0f\0é\0", 1200, 1252)).to.deep.include({ text: "café" });
    expect(undoUtf16InBytes("\0c\0a\0f\0é", 1201, 1252)).to.deep.include({ text: "café" });
    expect(undoUtf16InBytes("c\0a\0f\0é\0", 1201, 1252)).to.equal(undefined);
    expect(undoUtf16InBytes("cafe", 1200, 1252)).to.equal(undefined);
    expect(undoUtf16InBytes("c\0a\0f\0é", 1200, 1252)).to.equal(undefined);
  });

  it("takes back the wrong order of UTF-16", () => {
    expect(undoSwap("挀愀昀\ue900")).to.deep.include({ text: "café", step: { written: 1200, read: 1201 } });
    expect(undoSwap("café")).to.equal(undefined);
    expect(undoSwap("信号丢失")).to.equal(undefined);
  });

  it("takes back bytes read as UTF-16LE, an odd last byte too", () => {
    expect(undoWide("敔灭\ua9c3慲畴敲", 65001)).to.deep.include({ text: "Température" });
    expect(undoWide("敔灭\ua9c3慲畴敲\u0021", 65001)).to.deep.include({ text: "Température!" });
    expect(undoWide("敔灭\ua9c3慲畴敲\ufffd", 65001)).to.deep.include({ text: "Température\ufffd" });
    expect(undoWide("温度过高请检查设备", 65001)).to.equal(undefined);
  });

  it("takes back one page for another only when nothing odd is left", () => {
    expect(undoPage("Tempйrature йlevйe", 1252, 1251)).to.deep.include({ text: "Température élevée" });
    expect(undoPage("Îøèáêà ñâÿçè", 1251, 1252)).to.deep.include({ text: "Ошибка связи", evidence: 4 });
    expect(undoPage("Température", 850, 1252)?.evidence ?? 0).to.equal(0);
    expect(undoPage("café", 932, 1252)).to.equal(undefined);
  });
});
