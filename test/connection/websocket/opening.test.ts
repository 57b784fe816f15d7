/** Openings that never get as far as a socket. */
import { expect } from "chai";
import { makeLine } from "../../support/connection/line.ts";

describe("an opening without a usable address", () => {
  const unreadable = { host: "ftp://device", retries: 2 };

  it("reports later, never from inside the call, and does not try again", async () => {
    const { connection, events, clock } = makeLine(unreadable);
    connection.open();
    expect([events.types, connection.state]).to.deep.equal([[], "connecting"]);
    const { info } = await events.next("failed");
    expect(info.error.code).to.equal("ERR_CONNECTION_ADDRESS");
    expect(info).to.include({ attempt: 1, attempts: 3, final: true });
    expect([connection.state, clock.pending]).to.deep.equal(["closed", []]);
  });

  it("says nothing any more once it is given up", async () => {
    const { connection, events, clock } = makeLine(unreadable);
    connection.open();
    await connection.close();
    await clock.advance(100);
    expect(events.types).to.deep.equal([]);
  });

  it("no address is no failure", async () => {
    const { connection, events, clock } = makeLine({ host: "" });
    connection.open();
    await clock.advance(100);
    expect(events.types).to.deep.equal([]);
    expect(events.notices.map(({ code }) => code)).to.deep.equal(["ADDRESS_EMPTY"]);
    expect(connection.state).to.equal("closed");
  });
});
