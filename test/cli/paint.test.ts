/** Colours where they help, and nowhere else. */
import { expect } from "chai";
import { coloured, paint } from "../../src/cli/paint.ts";

describe("paint", () => {
  it("colours a terminal only, and never with NO_COLOR", () => {
    expect(coloured({ isTTY: true }, {})).to.equal(true);
    expect(coloured({}, {})).to.equal(false);
    expect(coloured({ isTTY: true }, { NO_COLOR: "1" })).to.equal(false);
    expect(coloured({ isTTY: true }, { NO_COLOR: "" })).to.equal(true);
    expect(coloured({}, { FORCE_COLOR: "1" })).to.equal(true);
    expect(coloured({}, { FORCE_COLOR: "1", NO_COLOR: "1" })).to.equal(false);
    expect(coloured({}, { FORCE_COLOR: "0" })).to.equal(false);
  });

  it("puts the escape codes of the style around the text", () => {
    expect(paint("red", "x", true)).to.equal("\u001b[31mx\u001b[39m");
    expect(paint("red", "x", false)).to.equal("x");
  });
});
