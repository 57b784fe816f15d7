/** Calculated fields and what fits them. */
import { expect } from "chai";
import { makeCommand } from "../../../src/wire/command/make-command.ts";
import {
  fieldBits,
  fieldCapacity,
  modulo,
  writeFields,
} from "../../../src/wire/command/calculated-fields.ts";
import {
  command,
  hex,
  next,
  protocolOf,
  sized,
  toHex,
  type Given,
} from "../../support/wire/wire-protocols.ts";

function paramOf(given: Given) {
  const param = protocolOf([given]).protocol.params.get(given.id);
  if (param === undefined) throw new Error("no parameter");
  return param;
}

describe("calculated fields", () => {
  const binary = paramOf(sized(1, 2, { interprete: { rawType: "unsigned number" } }));
  const digits = (base: number) => paramOf(sized(1, 2, { interprete: { rawType: "numeric text", base } }));
  const bcd = paramOf(sized(1, 2, { interprete: { rawType: "bcd" } }));

  it("know their bits where their form has a whole number of them", () => {
    expect(
      [binary, digits(16), digits(2), digits(10), bcd].map((param) => fieldBits(param, 2)),
    ).to.deep.equal([16, 8, 2, undefined, undefined]);
  });

  it("know how many values they hold", () => {
    expect([binary, digits(16), digits(10), bcd].map((param) => fieldCapacity(param, 2))).to.deep.equal([
      65536, 256, 100, 10000,
    ]);
  });

  it("remainders are never negative", () => {
    expect([modulo(7, 5), modulo(-7, 5), modulo(-10, 5)]).to.deep.equal([2, 3, 0]);
  });

  it("each calculation sees what the earlier ones wrote", () => {
    const { protocol, bytesOf } = protocolOf([next(1, { bytes: hex("01") }), next(2, { bytes: hex("02") })]);
    const { made } = writeFields(makeCommand(command([1, 2]), protocol, bytesOf), (segments, position) =>
      position === 0 ? { bytes: hex("AA") } : { bytes: segments[0]?.bytes ?? hex("") },
    );
    expect(made.segments.map(({ bytes }) => toHex(bytes))).to.deep.equal(["AA", "AA"]);
  });
});
