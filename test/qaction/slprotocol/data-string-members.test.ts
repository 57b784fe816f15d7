/** The obsolete data members still work, and say that they are obsolete. */
import { expect } from "chai";
import { inScript, numberParam, textParam } from "../../support/qaction/script-element.ts";
import type { Scalar, Value } from "../../../src/qaction/script-values.ts";

/** The members as C# lines use them; the declaration of SLProtocol marks them as deprecated. */
interface DataMembers {
  GetParameter(id: number): Value;
  GetParameterByData(data: string): Value;
  SetParameterByData(data: string, value: Scalar | null): number;
  SetParametersByData(datas: readonly string[], values: readonly (Scalar | null)[]): number | number[];
  GetParameterItemData(name: string): string | null;
  SetParameterItemData(name: string, value: string): number;
  SetParametersItemData(names: readonly string[], values: readonly string[]): number | number[];
}

const params = textParam(1, "one") + numberParam(2, "two");

describe("data members", () => {
  it("a parameter carries a data string and is found by it: GetParameterByData, SetParameterByData, SetParametersByData, GetParameterItemData, SetParameterItemData, SetParametersItemData", async () => {
    const made = await inScript(params, (protocol: DataMembers) => [
      protocol.GetParameterItemData("one"),
      protocol.SetParameterItemData("one", "d1"),
      protocol.SetParametersItemData(["two", "nobody"], ["d2", "d3"]),
      protocol.GetParameterItemData("one"),
      protocol.GetParameterItemData("nobody"),
      protocol.SetParameterByData("d1", "text"),
      protocol.GetParameterByData("d1"),
      protocol.SetParametersByData(["d2", "gone"], [5, 6]),
      protocol.GetParameterByData("gone"),
      protocol.GetParameter(2),
    ]);
    expect(made.result).to.deep.equal([
      "",
      0,
      [0, 0x80040239],
      "d1",
      null,
      0,
      "text",
      [0, 0x80040239],
      null,
      5,
    ]);
    expect(made.noticed("SCRIPT_OBSOLETE")).to.have.length(4);
  });

  it("GetParameterByData and GetParameterItemData of what is not there write a line each", async () => {
    const { memory } = await inScript(params, (protocol: DataMembers) => [
      protocol.GetParameterByData("gone"),
      protocol.GetParameterItemData("nobody"),
    ]);
    expect(memory.messages).to.deep.equal([
      "NT_GET_PARAMETER_BY_DATA for gone failed. 0x80040239",
      "NT_GET_ITEM_DATA for nobody failed. 0x80040239",
    ]);
  });

  it("SetParametersByData and SetParametersItemData: arrays of different length give one code", async () => {
    const { result } = await inScript(params, (protocol: DataMembers) => [
      protocol.SetParametersByData(["a"], []),
      protocol.SetParametersItemData(["a"], []),
    ]);
    expect(result).to.deep.equal([0x80040221, 0x80040221]);
  });

  it("SetParameterByData, SetParameterItemData: an unknown name or data string gives a code", async () => {
    const { result } = await inScript(params, (protocol: DataMembers) => [
      protocol.SetParameterByData("gone", 1),
      protocol.SetParameterItemData("nobody", "x"),
    ]);
    expect(result).to.deep.equal([0x80040239 | 0, 0x80040239 | 0]);
  });
});
