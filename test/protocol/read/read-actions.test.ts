/** Actions. */
import { expect } from "chai";
import { actionTypes } from "../../../src/protocol/read/read-actions.ts";
import type { Action } from "../../../src/protocol/model.ts";
import { codesOf, protocolOf, sure } from "../../support/protocol/parsed.ts";

const section = (inside: string): string =>
  `<Params><Param id="1"><Type>read</Type></Param><Param id="2"><Type>read</Type></Param></Params><Actions><Action id="1">${inside}</Action></Actions>`;
const actionOf = (inside: string): Action => sure(protocolOf(section(inside)).actions.get(1));
const codes = (inside: string): string[] => codesOf(section(inside));

describe("protocol/read/read-actions", () => {
  it("on, ids, type and its attributes", () => {
    const action = actionOf(
      '<Name>n</Name><On id="1;2" nr="0;1">Parameter</On><Type id="2" Value=" x " NR="3" options="hex-2">Append  Data</Type><Condition>id:1 == 1</Condition>',
    );
    expect(action).to.include({
      id: 1,
      name: "n",
      on: "parameter",
      onNr: "0;1",
      type: "append data",
      typeId: 2,
    });
    expect(action.onIds).to.deep.equal([1, 2]);
    expect({ ...action.attributes }).to.deep.equal({ value: " x ", nr: "3", options: "hex-2" });
    expect(action.condition?.text).to.equal("id:1 == 1");
    expect(action.attributes).to.be.frozen;
  });

  it("Type@id is a parameter only for actions that take one; elsewhere it is told to have no effect", () => {
    const group = '<Groups><Group id="7"><Name>g</Name></Group></Groups>';
    for (const id of ["7", "99", "7;8", "each"]) {
      const inside = `${group}${section(`<On id="7">group</On><Type id="${id}">execute next</Type>`)}`;
      expect(codesOf(inside), id).to.deep.equal(["ACTION_TYPE_ID"]);
      expect(sure(protocolOf(inside).actions.get(1)).typeId).to.equal(undefined);
    }
    expect(codes('<On id="1">parameter</On><Type id="99">copy</Type>')).to.deep.equal(["REFERENCE_DANGLING"]);
    expect(codes('<On id="1">parameter</On><Type id="x">copy</Type>')).to.include("NUMBER_INVALID");
    expect(codes('<On id="1">parameter</On><Type id="2">increment</Type>')).to.deep.equal([]);
  });

  it("attribute names that mean something to JavaScript are plain names", () => {
    const { attributes } = actionOf(
      '<On id="1">parameter</On><Type constructor="a" __proto__="b">clear</Type>',
    );
    expect(Object.entries(attributes)).to.deep.equal([
      ["constructor", "a"],
      ["__proto__", "b"],
    ]);
    expect("toString" in attributes).to.equal(false);
  });

  it("every documented pair of On and Type is accepted", () => {
    for (const [on, types] of Object.entries(actionTypes)) {
      for (const type of types) {
        const inside = `<On>${on}</On><Type>${type}</Type>`;
        expect(codes(inside), `${on} ${type}`).to.deep.equal([]);
        expect(actionOf(inside)).to.include({ on, type });
      }
    }
  });

  it("other pairs are reported and kept", () => {
    expect(codes("<On>group</On><Type>copy</Type>")).to.deep.equal(["ACTION_TYPE"]);
    expect(codes("<On>parameter</On><Type>time</Type>")).to.deep.equal(["ACTION_TYPE"]);
    expect(codes("<On>constructor</On><Type>copy</Type>")).to.deep.equal(["VALUE_UNKNOWN"]);
    expect(codes("<On>group</On>")).to.deep.equal(["TAG_MISSING"]);
    expect(codes("")).to.deep.equal(["TAG_MISSING"]);
    expect(actionOf("<On>group</On><Type>copy</Type>").type).to.equal("copy");
  });
});
