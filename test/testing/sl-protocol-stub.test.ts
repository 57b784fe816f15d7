/** The stub of unit tests: it answers what it was given, keeps what was done, and is loud about all the rest. */
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { LogLevel, LogType } from "../../src/qaction/log-constants.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import { createSLProtocolStub } from "../../src/testing/sl-protocol-stub.ts";
import { methods } from "../support/qaction/slprotocol-members.ts";

/** The error of an unprepared read. */
function loud(work: () => unknown): QActionKitError {
  try {
    work();
  } catch (error) {
    if (error instanceof QActionKitError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

describe("SLProtocol stub", () => {
  it("gives what it was given, keeps what is set, and records the calls in order", () => {
    const stub = createSLProtocolStub({
      parameters: { 1: "é", 2: 5, 3: null },
      names: { Level: 2 },
      inputs: ["in"],
    });
    const protocol: SLProtocol = stub;
    expect([protocol.GetParameter(1), protocol.GetParameters([2, 3]), protocol.IsEmpty(3)]).to.deep.equal([
      "é",
      [5, null],
      true,
    ]);
    expect([protocol.SetParameter(9, true), protocol.SetParameters([1, 2], [null, 6])]).to.deep.equal([
      0,
      [0, 0],
    ]);
    protocol.SetWriteParameterByName("Level", 7);
    expect([
      protocol.GetParameter(9),
      protocol.GetParameterByName("Level"),
      protocol.GetInputParameter(0),
    ]).to.deep.equal([1, 7, "in"]);
    expect(protocol.ClearParameter(1)).to.equal(0);
    expect(stub.values).to.deep.equal({ 1: null, 2: 7, 3: null, 9: 1 });
    expect(stub.callsOf("SetParameter")).to.deep.equal([[9, true]]);
    expect(stub.calls[0]).to.deep.equal({ member: "GetParameter", args: [1] });
    protocol.Log("one", LogType.Error, LogLevel.NoLogging);
    expect(stub.log).to.deep.equal(["one"]);
    expect([protocol.Clear, protocol.Leave, protocol.IsActive]).to.deep.equal([-Infinity, Infinity, 1]);
  });

  it("is loud about what it was not given, naming member and id", () => {
    const stub = createSLProtocolStub();
    const error = loud(() => stub.GetParameter(20));
    expect(error).to.include({ code: "ERR_STUB_READ" });
    expect(error.details).to.deep.equal({ member: "GetParameter", id: 20 });
    expect(error.message).to.contain("parameters: { 20: ... }");
    const unprepared: readonly (readonly [() => unknown, string, unknown])[] = [
      [() => stub.GetParameters([4]), "GetParameters", 4],
      [() => stub.IsEmpty(4), "IsEmpty", 4],
      [() => stub.GetParameterByName("x"), "GetParameterByName", "x"],
      [() => stub.GetInputParameter(1), "GetInputParameter", 1],
      [() => stub.GetRow(1000, "a"), "GetRow", 1000],
      [() => stub.GetKeysForIndex(1002, "a"), "GetKeysForIndex", 1002],
      [() => stub.SetParametersIndexByKey([1000], ["a"], [1], ["x"]), "SetParametersIndexByKey", 1000],
      [() => stub.NotifyProtocol(122, 1, 2), "NotifyProtocol", 122],
      [() => stub.RowKey(), "RowKey", ""],
    ];
    for (const [work, member, id] of unprepared) expect(loud(work).details).to.deep.equal({ member, id });
  });

  it("every member that reads is answered or loud, none is missing", () => {
    const stub = createSLProtocolStub() as unknown as Readonly<Record<string, () => unknown>>;
    for (const member of methods) expect(stub[member], member).to.be.a("function");
  });

  it("tables behave as in an element: positions, nulls, no upsert", () => {
    const stub = createSLProtocolStub({
      tables: {
        1000: [
          ["a", "x", 1],
          ["b", "y", 2],
        ],
        2000: { columns: ["text", { kind: "text", options: ";indexColumn" }], rows: [["k", "v"]] },
      },
    });
    expect(stub.AddRow(1000, ["a", "z", 9])).to.equal(1);
    expect(stub.SetRow(1000, "b", ["b", null, 3])).to.deep.equal([0, 0, 1]);
    expect(stub.GetParameterIndexByKey(1000, "b", 3)).to.equal(3);
    expect(stub.DeleteRow(1000, "a")).to.equal(1);
    expect([stub.GetKeys(1000), stub.RowCount(1000), stub.Exists(1000, "a")]).to.deep.equal([
      ["b"],
      1,
      false,
    ]);
    expect(stub.rows(1000)).to.deep.equal([["b", "y", 3]]);
    expect(stub.GetKeysForIndex(2002, "V")).to.deep.equal(["k"]);
    expect(stub.FillArrayWithColumn(2000, 2002, ["k"], ["w"])).to.equal(null);
    expect(stub.rows(2000)).to.deep.equal([["k", "w"]]);
    expect(stub.callsOf("AddRow")).to.deep.equal([[1000, ["a", "z", 9]]]);
  });

  it("members that a test gives come before its own, and are recorded", async () => {
    const stub = createSLProtocolStub({
      members: { ElementName: "Encoder 7", RowKey: () => "a", GetParameter: (id) => id * 2 },
    });
    expect([stub.ElementName, stub.RowKey(), stub.GetParameter(21)]).to.deep.equal(["Encoder 7", "a", 42]);
    expect(stub.calls.map(({ member }) => member)).to.deep.equal(["RowKey", "GetParameter"]);
    expect(await Promise.resolve(stub)).to.equal(stub);
    expect("GetParameter" in stub).to.equal(true);
    expect(() => (stub.QActionID = 5)).to.throw(QActionKitError, "QActionID");
  });
});
