/** What is said of a message that fits no response. */
import { expect } from "chai";
import { unmatchedNotice } from "../../../src/logic/exchange/unmatched.ts";
import type { MatchFailure } from "../../../src/wire/response/match-model.ts";
import { param } from "../../support/logic/chain-bench.ts";
import { engineProtocol, response } from "../../support/logic/engine-bench.ts";

const protocol = engineProtocol({
  params: [param(10, { name: "Header" }), param(11)],
  responses: [response(5, [10, 11])],
});
const none = new Uint8Array();
const data = Buffer.from("AB");

/** The notice about response 5. */
function about(failure: MatchFailure | undefined): ReturnType<typeof unmatchedNotice> {
  const found = protocol.responses.get(5);
  if (found === undefined) throw new Error("no response 5");
  const result = {
    ...{ response: found, data, matched: false, steps: [], fields: [], emptied: [], start: 0, rest: none },
    ...(failure !== undefined && { failure }),
  };
  return unmatchedNotice(0, data, [{ matched: false, result, rest: none }], protocol);
}

const failure: MatchFailure = {
  ...{ position: 0, pid: 10, offset: 0, kind: "value" },
  ...{ expected: Buffer.from("C"), found: Buffer.from("A") },
};

describe("notice about an unmatched message", () => {
  it("names response, parameter, byte, what was expected and what was found, in hex", () => {
    const { code, message, details } = about(failure);
    expect(code).to.equal("RESPONSE_UNMATCHED");
    expect(message.split("\n")[0]).to.equal("A message of 2 bytes on connection 0 fits no response.");
    for (const fact of ["5", "10", "Header", "43", "41"]) expect(message).to.contain(fact);
    expect(details).to.deep.equal({
      connection: 0,
      bytes: 2,
      failures: [{ response: 5, pid: 10, offset: 0, kind: "value" }],
    });
  });

  it("says when a trigger refused a response whose bytes fit", () => {
    expect(about(undefined).message).to.equal(
      "A message of 2 bytes on connection 0 fits no response.\nResponse 5 (R5) was refused by its before-response trigger.",
    );
  });

  it("says when the connection has no response at all, and what to add", () => {
    expect(unmatchedNotice(2, none, [], protocol).message).to.equal(
      'A message of 0 bytes on connection 2 fits no response.\nThe protocol has no response for connection 2. Add one with options="Connection:2".',
    );
  });
});
