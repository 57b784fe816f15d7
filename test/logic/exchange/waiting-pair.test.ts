import { expect } from "chai";
import { excusedTexts } from "../../../src/logic/exchange/communication-texts.ts";
import { WaitingPair } from "../../../src/logic/exchange/waiting-pair.ts";
import { engineProtocol, pair } from "../../support/logic/engine-bench.ts";

describe("waiting pair", () => {
  it("knows whether its message was frozen in the queue, and is over when it is finished", async () => {
    const found = engineProtocol({ pairs: [pair(3, 4)] }).pairs.get(3);
    if (found === undefined) throw new Error("no pair 3");
    const message = { bytes: Buffer.from("x"), text: false };
    expect(new WaitingPair(found, 0, [], { depth: 0 }, 4, undefined).frozen).to.equal(false);
    const waiting = new WaitingPair(found, 0, [], { depth: 0 }, 4, message);
    expect([waiting.frozen, waiting.message, waiting.attempt, waiting.isOver()]).to.deep.equal([
      true,
      message,
      1,
      false,
    ]);
    waiting.finish();
    await waiting.answered;
    expect(waiting.isOver()).to.equal(true);
  });

  it("reads NoTimeout as text, or as the characters of its bytes", () => {
    const noTimeouts = ["BUSY", "0x4255", "0x4", "0X42"];
    expect([...excusedTexts({ noTimeouts })]).to.deep.equal(["BUSY", "BU", "0x4", "B"]);
  });
});
