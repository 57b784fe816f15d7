/** Whether a protocol is the copy of another element. */
import { expect } from "chai";
import { replicatesParameters } from "../../src/logic/replication.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";

const replicates = (inParam: string): boolean =>
  replicatesParameters(
    parseProtocol(
      `<Protocol><Params><Param id="1"><Name>A</Name></Param><Param id="2"><Name>B</Name>${inParam}</Param></Params></Protocol>`,
    ).protocol,
  );

describe("replication", () => {
  it("one replicated parameter is enough", () => {
    expect(replicates("<Replication><Element>1</Element></Replication>")).to.equal(true);
    expect(replicates("")).to.equal(false);
    expect(replicatesParameters(parseProtocol("<Protocol/>").protocol)).to.equal(false);
  });
});
