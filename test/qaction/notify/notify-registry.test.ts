/** The registry: one entry a number, unknown numbers, and the host that may answer them. */
import { expect } from "chai";
import { inScript } from "../../support/qaction/script-element.ts";
import { notify, notifyDataMiner, params } from "../../support/qaction/notify-element.ts";
import { dataMinerNotifies, protocolNotifies } from "../../../src/qaction/notify/notify-registry.ts";

describe("notify registry", () => {
  it("has one entry a number, with its name", () => {
    for (const entries of [protocolNotifies, dataMinerNotifies]) {
      for (const [number, entry] of entries) {
        expect(entry.number).to.equal(number);
        expect(entry.name).to.match(/^NT_[A-Z_]+$/);
      }
    }
  });

  it("NotifyProtocol knows every number with a local meaning", () => {
    const numbers = [
      60, 73, 77, 84, 85, 86, 87, 88, 89, 121, 122, 131, 134, 149, 156, 161, 162, 163, 168, 177, 193, 194,
      195, 196, 215, 220, 221, 225, 229, 238, 239, 240, 248, 249, 265, 269, 270, 293, 307, 321, 328, 336, 342,
      343, 374, 393, 394, 397, 411, 448, 474,
    ];
    expect([...protocolNotifies.keys()].sort((a, b) => a - b)).to.deep.equal(numbers);
  });

  it("an unknown number of NotifyProtocol or NotifyDataMiner gives null and one warning that names it", async () => {
    const made = await notify([
      [123, 1],
      [123, 1],
      [159, 1],
    ]);
    expect(made.result).to.deep.equal([null, null, null]);
    expect(made.noticed("NOTIFY_UNKNOWN")).to.have.length(2);
    expect(made.noticed("NOTIFY_UNKNOWN")[0]).to.contain("NotifyProtocol 123");
    const remote = await notifyDataMiner([[14, 1]]);
    expect(remote.noticed("NOTIFY_UNKNOWN")[0]).to.contain("NotifyDataMiner 14");
  });

  it("unknownNotify = throw: an error of the script", async () => {
    let failure: unknown;
    try {
      await notify([[159, 1]], { unknownNotify: "throw" });
    } catch (error) {
      failure = error;
    }
    expect(failure).to.include({ code: "ERR_NOTIFY_UNKNOWN" });
  });

  it("the DataMinerHost answers what NotifyProtocol and NotifyDataMiner do not know", async () => {
    const made = await inScript(params, () => undefined);
    const asked: unknown[] = [];
    const answers: unknown[] = [];
    made.host.dataMiner = {
      notifyProtocol: (...call) => {
        asked.push(call);
        return "protocol";
      },
      notifyDataMiner: (...call) => {
        asked.push(call);
        return "agent";
      },
    };
    const again = await inScript(params, (protocol) => protocol);
    again.host.dataMiner = made.host.dataMiner;
    answers.push(again.result?.NotifyProtocol(295, "info", ["1.3.6"]));
    answers.push(again.result?.NotifyDataMiner(14, 1, 2));
    expect(answers).to.deep.equal(["protocol", "agent"]);
    expect(asked).to.deep.equal([
      [295, "info", ["1.3.6"], { dataMinerId: 7, elementId: 42, qaction: 1 }],
      [14, 1, 2, { dataMinerId: 7, elementId: 42, qaction: 1 }],
    ]);
  });

  it("NotifyDataMinerQueued is made after the run and gives 0; not when the element has stopped", async () => {
    const made = await inScript(params, (protocol) => protocol);
    expect(made.result?.NotifyDataMinerQueued(50, [7, 42, 1], "x")).to.equal(0);
    expect(made.calls).to.deep.equal(["after run", "external queued 1 x"]);
    made.host.active = false;
    expect(made.result?.NotifyDataMinerQueued(50, [7, 42, 1], "x")).to.equal(0x800402e0 | 0);
  });
});
