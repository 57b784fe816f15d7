/** Responses as the matcher sees them. */
import { expect } from "chai";
import { layoutOf } from "../../../src/wire/response/layout.ts";
import { fixed, hex, next, protocolOf, response, sized } from "../../support/wire/wire-protocols.ts";

describe("layout of a response", () => {
  const { protocol } = protocolOf([
    fixed(1, hex("02"), { type: "header" }),
    next(2),
    sized(3, 2, { type: "crc" }),
    next(4, { interprete: { lengthType: "other param", lengthTypeId: 3 } }),
    next(5, { interprete: { lengthTypeId: 1 } }),
  ]);

  it("tells the kind of each position and which parameters vary in length", () => {
    const layout = layoutOf(response([1, 2, 3, 4, 99]), protocol);
    expect(layout.fields.map(({ kind }) => kind)).to.deep.equal([
      "fixed",
      "next",
      "sized",
      "counted",
      "sized",
    ]);
    expect(layout.fields.map(({ action }) => action)).to.deep.equal([
      "compare",
      "store",
      "store",
      "store",
      "skip",
    ]);
    expect(layout.variable).to.deep.equal([2, 4]);
  });

  it("finds the position LengthType@id points to, behind the parameter only", () => {
    expect(layoutOf(response([5, 3, 1]), protocol).fields[0]?.until).to.equal(2);
    expect(layoutOf(response([1, 5]), protocol).fields[1]?.until).to.equal(undefined);
  });

  it("works out how far an optional parameter that is missing reaches", () => {
    const skips = layoutOf(response([1, 2, 3, 4, 5], "0*;2++;3*"), protocol).fields.map(
      ({ optional }) => optional?.skip,
    );
    expect(skips).to.deep.equal([1, undefined, 2, 1, undefined]);
  });

  it("is made once for a response", () => {
    const one = response([1, 2]);
    expect(layoutOf(one, protocol)).to.equal(layoutOf(one, protocol));
    expect(layoutOf(one, { ...protocol })).to.not.equal(layoutOf(one, protocol));
  });
});
