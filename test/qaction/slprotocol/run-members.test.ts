/** Members about the run: context, log, triggers, display, messages. */
import { expect } from "chai";
import { bench, inScript, numberParam, protocolOf, textParam } from "../../support/qaction/script-element.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";
import { LogLevel, LogType } from "../../../src/qaction/log-constants.ts";

const params = textParam(1) + numberParam(2);
const notFound = 0x80040239 | 0;

describe("run members", () => {
  it("facts of the element, the protocol and the user, and GetTriggerParameter", async () => {
    let seen: unknown;
    const made = await bench(
      protocolOf(
        `<Params>${params}</Params><QActions><QAction id="1" name="a" encoding="csharp" triggers="1"/></QActions>`,
      ),
      {
        1: (protocol: SLProtocol) => {
          seen = [
            protocol.DataMinerID,
            protocol.ElementID,
            protocol.ElementName,
            protocol.ProtocolName,
            protocol.ProtocolVersion,
            protocol.ElementProtocolVersion,
            protocol.QActionID,
            protocol.UserInfo,
            protocol.UserCookie,
            protocol.IsActive,
            protocol.MetricsKey,
            protocol.GetLocalDatabaseType(),
            protocol.GetTriggerParameter(),
          ];
        },
      },
    );
    await made.run(1);
    const common = [7, 42, "Bench 1", "Bench", "1.0.0.1", "Production", 1];
    expect(seen).to.deep.equal([...common, "", "", 1, null, "Cassandra", 1]);
    await made.run(1, { context: { depth: 0, user: { name: "ann", cookie: "c1" } } });
    expect(seen).to.deep.equal([...common, "ann", "c1", 1, null, "Cassandra", 1]);
    await made.run(1, {
      triggerId: 9,
      context: { depth: 0, user: { name: "ann", cookie: "c1", fullName: "Ann Doe" } },
    });
    expect(seen).to.deep.equal([...common, "Ann Doe", "c1", 1, null, "Cassandra", 9]);
  });

  it("GetLocalDatabaseType answers the option databaseType", async () => {
    const { result } = await inScript(params, (protocol) => protocol.GetLocalDatabaseType(), {
      databaseType: "MySQL",
    });
    expect(result).to.equal("MySQL");
  });

  it("properties with a setter keep what the script wrote, for this run only", async () => {
    const change = (protocol: SLProtocol): unknown => {
      const before = [protocol.ProtocolName, protocol.QActionID, protocol.MetricsKey];
      protocol.ProtocolName = "Other";
      protocol.ProtocolVersion = "2.0.0.1";
      protocol.ElementProtocolVersion = "2.0.0.1";
      protocol.QActionID = 99;
      protocol.MetricsKey = "key";
      return [
        before,
        protocol.ProtocolName,
        protocol.ProtocolVersion,
        protocol.ElementProtocolVersion,
        protocol.QActionID,
        protocol.MetricsKey,
      ];
    };
    const made = await inScript(params, change);
    const expected = [["Bench", 1, null], "Other", "2.0.0.1", "2.0.0.1", 99, "key"];
    expect(made.result).to.deep.equal(expected);
  });

  it("Clear and Leave are the two infinities", async () => {
    const { result } = await inScript(params, (protocol) => [protocol.Clear, protocol.Leave]);
    expect(result).to.deep.equal([-Infinity, Infinity]);
  });

  it("RowIndex, RowKey, NewRow, OldRow, RowRTT, RowPingTimestamp: those of the row, or 0, the empty text and null without one", async () => {
    const seen: unknown[] = [];
    const made = await bench(
      protocolOf(
        `<Params>${params}</Params><QActions><QAction id="1" name="a" encoding="csharp" triggers="1" row="true"/></QActions>`,
      ),
      {
        1: (protocol: SLProtocol) => {
          seen.push([
            protocol.RowIndex(),
            protocol.RowKey(),
            protocol.NewRow(),
            protocol.OldRow(),
            protocol.RowRTT(),
            protocol.RowPingTimestamp(),
          ]);
        },
      },
    );
    await made.run(1);
    await made.run(1, {
      row: {
        table: 100,
        index: 3,
        key: "k",
        newRow: [null],
        oldRow: [null, null],
        roundTripMs: 1.5,
        pingTimestamp: "2026-01-02",
      },
    });
    expect(seen).to.deep.equal([
      [0, "", null, null, null, null],
      [3, "k", [null], [null, null], 1.5, "2026-01-02"],
    ]);
  });

  it("SLP-26 OldRow needs 'preserve state': null and one warning", async () => {
    const seen: unknown[] = [];
    const made = await bench(
      protocolOf(
        `<Params>${params}</Params><QActions><QAction id="1" name="a" encoding="csharp" triggers="1" row="true"/></QActions>`,
      ),
      { 1: (protocol: SLProtocol) => seen.push(protocol.OldRow()) },
    );
    const row = { table: 100, index: 1, key: "k", newRow: [] };
    await made.run(1, { row });
    await made.run(1, { row });
    expect(seen).to.deep.equal([null, null]);
    expect(made.noticed("SCRIPT_ARGUMENT")).to.have.length(1);
    expect(made.noticed("SCRIPT_ARGUMENT")[0]).to.contain("preserve state");
  });

  it("Log: message, type and level in every form", async () => {
    const { memory, result } = await inScript(params, (protocol) => {
      protocol.Log("plain");
      protocol.Log("error", LogType.Error);
      protocol.Log("level", LogLevel.Level1);
      protocol.Log("both", LogType.DebugInfo, LogLevel.Level3);
      protocol.Log(null);
      const old: { Log(type: number, level: number, message: string): number } = protocol;
      return old.Log(2, 4, "old form");
    });
    expect(memory.lines.map(({ message, type, level }) => [message, type.name, level.name])).to.deep.equal([
      ["plain", "Allways", "DevelopmentLogging"],
      ["error", "Error", "DevelopmentLogging"],
      ["level", "Allways", "Level1"],
      ["both", "DebugInfo", "Level3"],
      ["", "Allways", "DevelopmentLogging"],
      ["old form", "Error", "Level4"],
    ]);
    expect(result).to.equal(0);
    expect(memory.lines[0]).to.include({ source: "script", qaction: 1, trigger: 999999 });
  });

  it("Log with a plain number instead of a constant is warned about once", async () => {
    const made = await inScript(params, (protocol) => {
      const loose = protocol as unknown as { Log(message: string, type: number): void };
      loose.Log("a", 2);
      loose.Log("b", 2);
    });
    expect(made.memory.lines.map((line) => line.type.name)).to.deep.equal(["Allways", "Allways"]);
    expect(made.noticed("SCRIPT_ARGUMENT")).to.have.length(1);
  });

  it("Log of something else than a text writes what it is", async () => {
    const { memory } = await inScript(params, (protocol) => {
      const loose = protocol as unknown as { Log(message: unknown): void };
      loose.Log({ a: 1 });
      loose.Log(true);
      loose.Log(new Error("whole stack"));
    });
    expect(memory.messages.slice(0, 2)).to.deep.equal(['{"a":1}', "true"]);
    expect(memory.messages[2]).to.contain("whole stack").and.to.contain("run-members.test");
  });

  it("CheckTrigger runs an existing trigger; an unknown one gives a code and a log line", async () => {
    const { result, calls, memory } = await inScript(params, (protocol) => [
      protocol.CheckTrigger(5),
      protocol.CheckTrigger(77),
    ]);
    expect(result).to.deep.equal([0, notFound]);
    expect(calls).to.deep.equal(["trigger 5"]);
    expect(memory.messages).to.deep.equal(["NT_CHECK_TRIGGER for 77 failed. 0x80040239"]);
  });

  it("CheckTrigger hands on the code of a chain that is too deep", async () => {
    let code: number | undefined;
    const made = await inScript(params, (protocol) => {
      code = protocol.CheckTrigger(5);
    });
    expect(code).to.equal(0);
    made.host.checkTrigger = () => ({ code: 0x800402a4, done: undefined });
    const qaction = made.protocol.qactions.get(1);
    expect(qaction).to.not.equal(undefined);
    await made.run(1);
    expect(code).to.equal(0x800402a4 | 0);
  });

  it("SendToDisplay is reported; whole matrix, one crosspoint, several", async () => {
    const { result, reports } = await inScript(params, (protocol) => [
      protocol.SendToDisplay(1),
      protocol.SendToDisplay(1, 0, 0),
      protocol.SendToDisplay(1, 2, 3),
      protocol.SendToDisplay(1, [1, 2], [3, 4]),
      protocol.SendToDisplay(1, [1, 2], [3]),
      protocol.SendToDisplay(77),
    ]);
    expect(result).to.deep.equal([0, 0, 0, 0, 0x80040221 | 0, notFound]);
    expect(reports).to.deep.equal([
      { type: "display", pid: 1, inputs: [], outputs: [] },
      { type: "display", pid: 1, inputs: [], outputs: [] },
      { type: "display", pid: 1, inputs: [2], outputs: [3] },
      { type: "display", pid: 1, inputs: [1, 2], outputs: [3, 4] },
    ]);
  });

  it("ShowInformationMessage works in client-triggered runs, others are warned about", async () => {
    const made = await inScript(params, (protocol) => {
      protocol.ShowInformationMessage("hello", "caption");
    });
    expect(made.reports).to.deep.equal([{ type: "message", message: "hello", caption: "caption", user: "" }]);
    expect(made.noticed("SCRIPT_ARGUMENT")).to.have.length(0);
    made.host.fromClient = () => false;
    await made.run(1);
    await made.run(1);
    expect(made.reports).to.have.length(3);
    expect(made.noticed("SCRIPT_ARGUMENT")).to.have.length(1);
  });

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
