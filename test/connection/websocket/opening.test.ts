/** One opening: attempts, what ends it, and what it reports. */
import { expect } from "chai";
import { QActionKitError } from "../../../src/base/errors.ts";
import { Opening } from "../../../src/connection/websocket/opening.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import type { OpeningResult } from "../../../src/connection/websocket/socket-request.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { Recorder } from "../../support/connection/recorder.ts";

/** An opening that never gets as far as a socket, and what it said. */
function opening(result: OpeningResult): {
  opening: Opening;
  said: string[];
  clock: ManualClock;
  recorder: Recorder;
} {
  const said: string[] = [];
  const clock = new ManualClock();
  const recorder = new Recorder();
  const never = (): void => {
    throw new Error("there is no socket");
  };
  const made = new Opening({
    attempts: 3,
    pauseMs: 10,
    clock,
    report: new Report(0, clock, recorder),
    events: {
      compose: () => result,
      failed: ({ error, final }) => said.push(`failed ${error.code} ${String(final)}`),
      nothing: () => said.push("nothing"),
      ...{
        opened: never,
        message: never,
        alive: never,
        closing: never,
        closed: never,
        made: never,
        gone: never,
      },
    },
  });
  return { opening: made, said, clock, recorder };
}

describe("connection/websocket/opening", () => {
  const unreadable: OpeningResult = {
    error: new QActionKitError("ERR_CONNECTION_ADDRESS", "It is no address."),
  };

  it("reports later, never from inside the call", async () => {
    const { said, clock } = opening(unreadable);
    expect(said).to.deep.equal([]);
    await clock.advance(100);
    expect(said).to.deep.equal(["failed ERR_CONNECTION_ADDRESS true"]);
    expect(clock.pending).to.have.length(0);
  });

  it("says nothing any more once it is given up", async () => {
    const { opening: made, said, clock } = opening(unreadable);
    made.giveUp();
    await clock.advance(100);
    expect(said).to.deep.equal([]);
  });

  it("no address is no failure", async () => {
    const { said, clock, recorder } = opening({ empty: true });
    await clock.advance(100);
    expect(said).to.deep.equal(["nothing"]);
    expect(recorder.notices.map(({ code }) => code)).to.deep.equal(["ADDRESS_EMPTY"]);
  });
});
