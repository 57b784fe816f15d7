/** The first part of the script's object. */
import { expect } from "chai";
import { ParameterObject } from "../../src/qaction/parameter-object.ts";
import { ScriptObject } from "../../src/qaction/script-object.ts";

describe("parameter object", () => {
  it("is a part of the one object, with the members for standalone parameters", () => {
    expect(ScriptObject.prototype).to.be.instanceOf(ParameterObject);
    expect(Object.getOwnPropertyNames(ParameterObject.prototype)).to.include.members([
      "GetParameter",
      "SetParameter",
      "GetParameterByData",
    ]);
  });
});
