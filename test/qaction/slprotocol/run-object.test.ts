/** The third part of the script's object. */
import { expect } from "chai";
import { inScript, textParam } from "../../support/qaction/script-element.ts";

describe("run object", () => {
  it("facts cannot be overwritten: DataMinerID, ElementID, ElementName, UserInfo, UserCookie, IsActive, Clear, Leave", async () => {
    const { result } = await inScript(textParam(1), (protocol) => {
      const names = [
        "DataMinerID",
        "ElementID",
        "ElementName",
        "UserInfo",
        "UserCookie",
        "IsActive",
        "Clear",
        "Leave",
      ] as const;
      return names.map((name) => Reflect.set(protocol, name, 5));
    });
    expect(result).to.deep.equal(new Array(8).fill(false));
  });

  it("ProtocolName, ProtocolVersion, ElementProtocolVersion, QActionID and MetricsKey can", async () => {
    const { result } = await inScript(textParam(1), (protocol) => {
      const names = [
        "ProtocolName",
        "ProtocolVersion",
        "ElementProtocolVersion",
        "QActionID",
        "MetricsKey",
      ] as const;
      return names.map((name) => Reflect.set(protocol, name, "5") && protocol[name]);
    });
    expect(result).to.deep.equal(new Array(5).fill("5"));
  });

  it("IsActive is a number: 1 while the element runs, 0 after", async () => {
    const made = await inScript(textParam(1), (protocol) => protocol);
    expect(made.result?.IsActive).to.equal(1);
    made.host.active = false;
    expect(made.result?.IsActive).to.equal(0);
    expect(made.notices).to.deep.equal([]);
  });
});
