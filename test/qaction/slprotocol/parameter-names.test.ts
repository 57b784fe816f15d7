/** Parameters by name. */
import { expect } from "chai";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import { isWrite, ParameterNames } from "../../../src/qaction/slprotocol/parameter-names.ts";
import { protocolOf, textParam } from "../../support/qaction/script-element.ts";

const { protocol } = parseProtocol(
  protocolOf(
    `<Params>${textParam(1, "both")}${textParam(2, "both", "write")}${textParam(3, "read")}
     ${textParam(4, "write", "write")}${textParam(5, "constructor")}</Params>`,
  ),
);

describe("parameter names", () => {
  it("any takes the write of namesakes, read and write take their own kind", () => {
    const names = new ParameterNames(protocol);
    expect(names.find("both", "any")?.id).to.equal(2);
    expect(names.find("both", "read")?.id).to.equal(1);
    expect(names.find("both", "write")?.id).to.equal(2);
    expect(names.find("read", "any")?.id).to.equal(3);
    expect(names.find("read", "write")).to.equal(undefined);
    expect(names.find("write", "read")).to.equal(undefined);
    expect(names.find("Both", "any")).to.equal(undefined);
  });

  it("names of JavaScript are plain names", () => {
    const names = new ParameterNames(protocol);
    expect(names.find("constructor", "any")?.id).to.equal(5);
    expect(names.find("__proto__", "any")).to.equal(undefined);
  });

  it("write and write bit are writes", () => {
    const types = ["read", "write", "write bit", "dummy"];
    const param = protocol.params.get(1);
    expect(param !== undefined && types.map((type) => isWrite({ ...param, type }))).to.deep.equal([
      false,
      true,
      true,
      false,
    ]);
  });
});
