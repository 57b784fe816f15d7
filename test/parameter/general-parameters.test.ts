/** DataMiner's own parameters and ids. */
import { expect } from "chai";
import { generalParam } from "../../src/parameter/general-parameters.ts";
import { isReservedParameter } from "../../src/protocol/reserved-parameters.ts";
import { bench, number } from "../support/parameter/parameter-protocols.ts";

describe("general-parameters", () => {
  it("every element has them, all with reserved ids, and starts without a value", () => {
    const { store } = bench("unicode", []);
    const params = Array.from({ length: 70_000 }, (_, pid) => generalParam(pid)).filter(
      (param) => param !== undefined,
    );
    expect(params.map(({ id }) => id)).to.include.members([64501, 64502, 65008, 65017, 65018]);
    for (const { id } of params) {
      expect(isReservedParameter(id)).to.equal(true);
      expect(store.isEmpty(id)).to.equal(true);
    }
    expect(store.set(64501, 1, "platform", undefined)).to.include({ code: 0, changed: true, fired: false });
    expect(store.get(64501)).to.equal(1);
  });

  it("a protocol's own parameter with a reserved id is not loaded, and reported", () => {
    const { store, notices } = bench("unicode", [number(64501, { decimals: 0 }), number(100000), number(5)]);
    expect(store.param(64501)?.interprete.decimals).to.equal(6);
    expect(store.get(100000)).to.equal(undefined);
    expect(store.get(5)).to.equal(0);
    expect(notices.map(({ code, details }) => [code, details?.["pid"]])).to.deep.equal([
      ["PARAMETER_RESERVED", 64501],
      ["PARAMETER_RESERVED", 100000],
    ]);
  });
});
