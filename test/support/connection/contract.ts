/** The rules that every transport obeys behind the interface `Connection`, as tests over real sockets. */
import { expect } from "chai";
import type { Connection } from "../../../src/connection/connection.ts";
import type { ManualClock } from "../../../src/testing/manual-clock.ts";
import type { Recorder } from "./recorder.ts";

/** A connection of one transport, not opened yet, and its other side. */
export interface Contract extends AsyncDisposable {
  readonly connection: Connection;
  readonly events: Recorder;
  readonly clock: ManualClock;
  /** Resolves when the other side has heard the text. */
  hears(text: string): Promise<void>;
  /** The other side breaks every line. */
  cut(): void;
  /** Address of another server of the same kind. */
  readonly elsewhere: string;
  /** Resolves when that one has a line. */
  reached(): Promise<void>;
}

/** A transport. */
export interface Transport {
  readonly name: string;
  /** A command opens the line when it is not open: serial (`ConnectionsSerial`). Others leave it in the stream as not sent. */
  readonly opensOnSend: boolean;
  /** A line that is lost, or does not open, is tried again by itself: smart-serial. */
  readonly triesAgain: boolean;
  /** False: nothing tells that the other side is gone, so that a line never breaks: UDP. */
  readonly breaks?: boolean;
  /** `nowhere`: the address is one on which nobody listens. */
  readonly make: (nowhere?: boolean) => Promise<Contract>;
}

const message = { bytes: Buffer.from("hello"), text: false };

/** Opens it and waits until it is. */
async function opened({ connection, events }: Contract): Promise<void> {
  connection.open();
  await events.next("opened");
}

/** Describes the rules for one transport. */
export function describeContract({ name, opensOnSend, triesAgain, breaks = true, make }: Transport): void {
  describe(`contract of a connection: ${name}`, () => {
    if (opensOnSend) {
      it("is idle until it is opened, or until a command opens it", async () => {
        await using line = await make();
        expect(line.connection.state).to.equal("idle");
        expect(line.connection.send(message)).to.equal(true);
        await line.hears("hello");
        expect(line.connection.state).to.equal("open");
      });
    } else {
      it("is idle until it is opened; a message before that stands in the stream, is not sent, and not kept", async () => {
        await using line = await make();
        const { connection, events } = line;
        expect(connection.state).to.equal("idle");
        expect(connection.send(message, { command: 7 })).to.equal(false);
        const [entry] = events.entries;
        expect(entry).to.include({ direction: "out", note: "not sent", command: 7 });
        await opened(line);
        expect(connection.send({ ...message, bytes: Buffer.from("second") })).to.equal(true);
        await line.hears("second");
        expect(events.entries.filter(({ direction }) => direction === "out")).to.have.length(2);
      });
    }

    it("open returns at once, opens once, and does nothing while it is open", async () => {
      await using line = await make();
      const { connection, events } = line;
      connection.open();
      expect(connection.state).to.equal("connecting");
      connection.open();
      await events.next("opened");
      connection.open();
      expect([connection.state, connection.unsentBytes]).to.deep.equal(["open", 0]);
      expect(events.all.filter(({ type }) => type === "opened")).to.have.length(1);
      const [info] = events.all;
      expect(info?.type === "opened" && info.info.attempt).to.equal(1);
    });

    it("nobody there: a failure with a code and a sentence", async () => {
      await using line = await make(true);
      const { connection, events } = line;
      connection.open();
      const { info } = await events.next("failed");
      expect(info.error.code).to.match(/^ERR_CONNECTION_/);
      expect(info.error.message).to.match(/\.$/);
      expect([info.attempt, info.final, connection.state]).to.deep.equal(
        triesAgain ? [1, false, "connecting"] : [1, true, "closed"],
      );
    });

    const after = triesAgain ? "it is tried again by itself" : "nothing opens by itself";
    const broken = async (): Promise<void> => {
      await using line = await make();
      const { connection, events, clock } = line;
      await opened(line);
      line.cut();
      const { info } = await events.next("closed");
      expect([info.by, connection.state]).to.deep.equal(["line", triesAgain ? "connecting" : "closed"]);
      if (triesAgain) {
        while (clock.pending.length > 0) await clock.advance(1000);
        await events.next("opened");
      } else {
        await clock.advance(60_000);
        expect(events.all.map(({ type }) => type)).to.deep.equal(["opened", "closed"]);
      }
    };
    if (breaks) it(`a broken line is told once; ${after}`, broken);

    it("close settles when nothing is left, also twice, and also before it was ever opened", async () => {
      await using line = await make();
      const { connection, events, clock } = line;
      await opened(line);
      await Promise.all([connection.close(), connection.close()]);
      expect([connection.state, clock.pending]).to.deep.equal(["closed", []]);
      expect(events.all.map((event) => (event.type === "closed" ? event.info.by : event.type))).to.deep.equal(
        ["opened", "stop"],
      );
      await connection.close();
      await using unopened = await make();
      await unopened.connection.close();
      expect([unopened.events.all, unopened.clock.pending]).to.deep.equal([[], []]);
    });

    it("a close while it opens leaves nothing", async () => {
      await using line = await make();
      const { connection, events, clock } = line;
      connection.open();
      await connection.close();
      expect([connection.state, clock.pending]).to.deep.equal(["closed", []]);
      expect(events.all.filter(({ type }) => type === "opened")).to.deep.equal([]);
    });

    it("retarget leaves the address and opens the new one", async () => {
      await using line = await make();
      const { connection, events } = line;
      await opened(line);
      connection.retarget(line.elsewhere);
      const { info } = await events.next("closed");
      expect(info.by).to.equal("retarget");
      await events.next("opened");
      await line.reached();
      expect(connection.state).to.equal("open");
    });
  });
}
