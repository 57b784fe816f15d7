import { expect } from "chai";
import type { Protocol, Response } from "../../../src/protocol/model.ts";
import {
  answerProgress,
  completeLength,
  receiveInterval,
} from "../../../src/logic/exchange/awaited-answer.ts";
import { WireValues } from "../../../src/logic/exchange/wire-values.ts";
import { ParameterStore } from "../../../src/parameter/store.ts";
import { param } from "../../support/logic/chain-bench.ts";
import { engineProtocol, pair, response } from "../../support/logic/engine-bench.ts";

const text = (id: number, type: string, value: string): string =>
  param(id, {
    type,
    interprete: `<RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>${value}</Value>`,
  });

/** Responses 1 `NAK`, 2 header `[` text `]`, 3 `OK` and a text without an end, 4 `ERROR`. */
const protocol: Protocol = engineProtocol({
  params: [
    ...[text(10, "fixed", "NAK"), text(11, "header", "["), param(12), text(13, "trailer", "]")],
    ...[text(14, "fixed", "OK"), text(15, "fixed", "ERROR")],
  ],
  responses: [response(1, [10]), response(2, [11, 12, 13]), response(3, [14, 12]), response(4, [15])],
  pairs: [pair(7, 1, [1, 2], 'options="receiveInterval:20"'), pair(8, 1, [3])],
});

const values = new WireValues(new ParameterStore(protocol));

function responses(...ids: readonly number[]): readonly Response[] {
  return ids.flatMap((id) => protocol.responses.get(id) ?? []);
}

const lengthOf = (data: string, ...ids: readonly number[]): number | undefined =>
  completeLength(responses(...ids), Buffer.from(data, "latin1"), protocol, values);

describe("logic/exchange/awaited-answer", () => {
  it("one response: complete when its lengths, or its header and trailer, say so", () => {
    expect([lengthOf("NA", 1), lengthOf("NAK", 1), lengthOf("NAKxx", 1)]).to.deep.equal([undefined, 3, 3]);
    expect([lengthOf("[abc", 2), lengthOf("[abc]d", 2)]).to.deep.equal([undefined, 5]);
    expect(lengthOf("OK and so on", 3)).to.equal(undefined);
    expect(lengthOf("XYZ", 1)).to.equal(3);
  });

  it("RSP-16 RSP-17 a short response that is complete but does not fit does not cut another one", () => {
    expect(lengthOf("[abc", 1, 2)).to.equal(undefined);
    expect(lengthOf("[abc]", 1, 2)).to.equal(5);
    expect(lengthOf("NAK", 1, 2)).to.equal(3);
    expect(lengthOf("NAK", 2, 1)).to.equal(3);
    expect(lengthOf("ERROR", 1, 4)).to.equal(5);
    // Response 3 could go on for ever, but what has come is a whole response 2.
    expect(lengthOf("[abc]", 2, 3)).to.equal(5);
  });

  it("when all are complete and none fits, the longest is the invalid answer", () => {
    expect(lengthOf("??", 1, 4)).to.equal(undefined);
    expect(lengthOf("????", 1, 4)).to.equal(undefined);
    expect(lengthOf("?????", 1, 4)).to.equal(5);
  });

  it("nobody waits, somebody waits, and for how long after the last data", () => {
    expect(answerProgress(undefined, Buffer.from("NAK"), protocol, values)).to.deep.equal({ awaited: false });
    const candidates = responses(1, 2).map((candidate) => ({ response: candidate, onBadCommand: false }));
    const [seven, eight] = [protocol.pairs.get(7), protocol.pairs.get(8)];
    if (seven === undefined || eight === undefined) throw new Error("The pairs were not loaded.");
    const progress = (of: typeof seven, data: string) =>
      answerProgress({ pair: of, candidates }, Buffer.from(data), protocol, values);
    expect(progress(seven, "N")).to.deep.equal({ awaited: true, quietMs: 20 });
    expect(progress(eight, "NAK")).to.deep.equal({ awaited: true, length: 3 });
  });

  it("reads receiveInterval among the options of a pair", () => {
    expect(receiveInterval(["onebyte:5", "receiveinterval:30"])).to.equal(30);
    expect(receiveInterval(["receiveInterval:x"])).to.equal(undefined);
    expect(receiveInterval([])).to.equal(undefined);
  });
});
