import { expect } from "chai";
import type { Options } from "../../../src/options/register.ts";
import { param, qaction } from "../../support/logic/chain-bench.ts";
import { connection, EngineBench, webSocket } from "../../support/logic/engine-bench.ts";

const answer = {
  statusLine: "HTTP/1.1 101 Switching Protocols",
  headers: [
    { key: "X-Feed", value: "one" },
    { key: "x-feed", value: "two" },
  ],
};

/** Status in 7, closed in 8, status line in 220, header X-Feed in 221; QAction 1 shows each change. */
function start(options: Partial<Options> = {}): EngineBench {
  const communication =
    "<NotifyConnectionPIDs><Connections>7</Connections><Disconnections>8</Disconnections></NotifyConnectionPIDs><WebSocketHandshake>25</WebSocketHandshake>";
  const session = `<HTTP><Session id="25" name="S"><Connection id="1"><Request verb="GET"/>
    <Response statusCode="220"><Headers><Header key="X-Feed" pid="221"/></Headers></Response></Connection></Session></HTTP>`;
  const bench = new EngineBench(
    {
      connections: [webSocket(0, communication)],
      params: [param(7, { number: true }), param(8, { number: true }), param(220), param(221)],
      qactions: [qaction(1, "7;8;220;221")],
      more: session,
    },
    options,
  ).start();
  bench.scripts.set(1, ({ triggerId }) => {
    bench.note(`${String(triggerId)} = ${String(bench.parameters.get(triggerId))}`);
  });
  bench.take();
  return bench;
}

const values = (bench: EngineBench): string[] => bench.words().filter((line) => !line.startsWith("QAction"));

describe("status of connections", () => {
  it("WS-40 opening: status line and headers of the handshake, then status 1, as device values", () => {
    const bench = start();
    void bench.engine.status.opened(0, answer);
    expect(values(bench)).to.deep.equal([
      "220 = HTTP/1.1 101 Switching Protocols",
      "221 = one\r\ntwo",
      "7 = 1",
      "8 = 0",
    ]);
    void bench.engine.status.closed(0);
    expect(values(bench)).to.deep.equal(["7 = 0", "8 = 1"]);
  });

  it("WS-41 WS-42 only transitions set the status; the first failed attempt sets 0 once", () => {
    const bench = start();
    for (let attempt = 0; attempt < 3; attempt++) void bench.engine.status.closed(0);
    expect(values(bench)).to.deep.equal(["7 = 0", "8 = 1"]);
    bench.set(7, 5, "restore");
    void bench.engine.status.closed(0);
    expect(values(bench)).to.deep.equal([]);
    void bench.engine.status.opened(0);
    void bench.engine.status.opened(0);
    expect(values(bench)).to.deep.equal(["7 = 1", "8 = 0"]);
  });

  it("before 10.5.1 every failed attempt writes 0 again", () => {
    const bench = start({ dataMinerVersion: "10.5.0" });
    void bench.engine.status.closed(0);
    bench.set(7, 5, "restore");
    bench.take();
    void bench.engine.status.closed(0);
    expect(values(bench)).to.deep.equal(["7 = 0"]);
  });

  it("comes in its turn behind the messages that arrived before", async () => {
    const bench = start();
    let finish = (): void => undefined;
    bench.scripts.set(1, () => new Promise<void>((resolve) => (finish = resolve)));
    void bench.engine.status.opened(0);
    void bench.engine.status.closed(0);
    expect(bench.parameters.get(7)).to.equal(1);
    bench.scripts.clear();
    finish();
    await bench.pass();
    expect(bench.parameters.get(7)).to.equal(0);
  });

  it("a status that changed during a pause is delivered at its end, and only if it differs", () => {
    const bench = start();
    void bench.engine.status.opened(0);
    bench.take();
    bench.engine.pause();
    void bench.engine.status.closed(0);
    expect(values(bench)).to.deep.equal([]);
    bench.engine.resume();
    expect(values(bench)).to.deep.equal(["7 = 0", "8 = 1"]);
    bench.engine.pause();
    void bench.engine.status.opened(0);
    void bench.engine.status.closed(0);
    bench.engine.resume();
    expect(values(bench)).to.deep.equal([]);
  });

  it("clients of a smart-serial server: who comes is logged in one parameter, who goes in the other", () => {
    const bench = new EngineBench({
      connections: [
        connection(
          0,
          "smart-serial",
          "<NotifyConnectionPIDs><Connections>7</Connections><Disconnections>8</Disconnections></NotifyConnectionPIDs>",
        ),
      ],
      params: [param(7), param(8)],
    }).start();
    const logged = (): unknown[] => [bench.parameters.get(7), bench.parameters.get(8)];
    void bench.engine.status.client(0, "10.0.0.1:5000", true);
    expect(logged()).to.deep.equal(["10.0.0.1:5000", null]);
    void bench.engine.status.client(0, "10.0.0.1:5000", false);
    expect(logged()).to.deep.equal(["10.0.0.1:5000", "10.0.0.1:5000"]);
    bench.engine.pause();
    void bench.engine.status.client(0, "10.0.0.2:5000", true);
    bench.engine.resume();
    expect(logged()).to.deep.equal(["10.0.0.1:5000", "10.0.0.1:5000"]);
  });
});
