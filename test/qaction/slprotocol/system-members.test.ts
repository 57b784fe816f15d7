/** Members that need a whole DataMiner system: what the host answers, and what comes without one. */
import { expect } from "chai";
import { inScript, textParam } from "../../support/qaction/script-element.ts";
import type { SLNetConnection, UserConnection } from "../../../src/qaction/data-miner-host.ts";

const start = () => inScript(textParam(1), (protocol) => protocol);

describe("system members", () => {
  it("ExecuteScript: the answer of the host, which is told who asks", async () => {
    const made = await start();
    const asked: unknown[] = [];
    made.host.dataMiner = {
      executeScript: (message, caller) => {
        asked.push(message, caller);
        return { ErrorCode: 0, ErrorMessages: [] };
      },
    };
    expect(made.result?.ExecuteScript("Backup")).to.deep.equal({ ErrorCode: 0, ErrorMessages: [] });
    const message = { ScriptName: "Backup", Options: { Options: ["DEFER:FALSE"] } };
    made.result?.ExecuteScript(message);
    const caller = { dataMinerId: 7, elementId: 42, qaction: 1 };
    expect(asked).to.deep.equal([{ ScriptName: "Backup" }, caller, message, caller]);
    made.host.active = false;
    expect(made.result?.ExecuteScript("Backup").ErrorCode).to.equal(0x800402e0 | 0);
  });

  it("ExecuteScript without a host fails with a code below 0, and one notice", async () => {
    const made = await start();
    expect(made.result?.ExecuteScript("Backup").ErrorCode).to.equal(-1);
    expect(made.result?.ExecuteScript("Backup").ErrorMessages[0]).to.contain("Backup");
    expect(made.noticed("HOST_MISSING")).to.have.length(1);
  });

  it("SLNet: the connection of the host; without one it is not alive and answers nothing", async () => {
    const made = await start();
    const dead = made.result?.SLNet;
    expect([dead?.RawConnection, dead?.IsAlive(), dead?.TryOpenConnection()]).to.deep.equal([
      null,
      false,
      false,
    ]);
    expect(dead?.SendMessage({})).to.deep.equal([]);
    expect(dead?.SendMessages([{}])).to.deep.equal([]);
    expect(dead?.SendSingleResponseMessage({})).to.equal(null);
    dead?.OpenConnection();
    dead?.CloseConnection();
    expect(made.noticed("HOST_MISSING")).to.have.length(1);
    const slnet = { ...dead, IsAlive: () => true } as SLNetConnection;
    made.host.dataMiner = { slnet };
    expect(made.result?.SLNet).to.equal(slnet);
  });

  it("GetUserConnection: that of the host; without one a connection of nobody", async () => {
    const made = await start();
    const nobody = made.result?.GetUserConnection();
    expect([nobody?.UserName, nobody?.IsAuthenticated]).to.deep.equal(["", false]);
    expect(nobody?.HandleMessage({})).to.deep.equal([]);
    expect(nobody?.HandleMessages([])).to.deep.equal([]);
    expect(nobody?.HandleSingleResponseMessage({})).to.equal(null);
    const user = { UserName: "ann" } as UserConnection;
    made.host.dataMiner = { userConnection: () => user };
    expect(made.result?.GetUserConnection()).to.equal(user);
  });
});
