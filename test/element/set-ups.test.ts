/** The four documented WebSocket set-ups: the example connectors, walked from opening to recovery on real sockets. */
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { checkConnector } from "../../src/check/check-connector.ts";
import { Element } from "../../src/element/element.ts";
import { loadProtocol } from "../../src/protocol/load-protocol.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { connectionIs, listen, sets, valuesOf } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";

const setUps = [
  { name: "UC1 plain", folder: "plain", dynamic: false, handshake: false },
  { name: "UC2 dynamic ip", folder: "dynamic-ip", dynamic: true, handshake: false },
  { name: "UC3 custom handshake", folder: "custom-handshake", dynamic: false, handshake: true },
  {
    name: "UC4 dynamic ip and custom handshake",
    folder: "dynamic-ip-and-handshake",
    dynamic: true,
    handshake: true,
  },
] as const;

const event = '{"type":"event","source":"Zürich 東京 😀","value":21.5}';

describe("the four documented set-ups", () => {
  for (const { name, folder, dynamic, handshake } of setUps) {
    it(`WS-69 ${name}: from opening to recovery`, async () => {
      await using server = await TestServer.start();
      const clock = new ManualClock();
      const directory = new URL(`../../examples/websocket/${folder}/`, import.meta.url);
      const file = fileURLToPath(new URL("protocol.xml", directory));
      const { protocol } = await loadProtocol(file);
      expect((await checkConnector(file)).findings).to.deep.equal([]);
      const host = { host: "ws://127.0.0.1", port: server.port };
      await using element = new Element(protocol, { ...host, scripts: fileURLToPath(directory), clock });
      const events = listen(element);

      // Open: address of the wizard, path and headers as the set-up has them, status 1.
      const open = element.when(sets(7, 1));
      await element.start();
      await open;
      expect(server.requests[0]?.url).to.equal(handshake ? "/events/ws" : "/");
      const offered = server.requests[0]?.headers["sec-websocket-extensions"];
      expect(offered).to.equal(handshake ? "permessage-deflate; client_max_window_bits" : undefined);

      // A text command goes out because the status became 1; the first heartbeat was given too early and is lost.
      await clock.advance(75);
      await server.hears(1);
      expect(server.texts).to.deep.equal(['{"type":"subscribe","sources":["*"]}']);
      expect(server.heard[0]?.binary).to.equal(false);

      // An answer goes into the response parameter, is decoded and cleared; an equal answer counts again.
      for (const count of [1, 2]) {
        const counted = element.when(sets(24, count));
        server.send(event);
        await counted;
        expect([element.get(21), element.get(22), element.get(23)]).to.deep.equal([
          event,
          "Zürich 東京 😀",
          21.5,
        ]);
        expect(element.get(20)).to.equal(
          Buffer.concat([Buffer.from(event), Buffer.alloc(1)]).toString("utf16le"),
        );
        expect(element.get(10)).to.equal(null);
      }

      // The heartbeat goes out, and its equal answers are counted each time.
      for (const count of [1, 2]) {
        const answered = element.when(sets(25, count));
        await clock.advance(1000);
        await server.hears(1 + count);
        server.send('{"type":"pong"}');
        await answered;
      }

      // The server closes: status 0, the command shows in the stream and is not sent, then timeout.
      const closed = element.when(sets(7, 0));
      server.socket.close(1001, "maintenance");
      await closed;
      const notSent = element.when((one) => one.type === "stream" && one.entry.note === "not sent");
      await clock.advance(2000);
      await notSent;
      expect(element.inTimeout).to.equal(true);
      expect(server.heard).to.have.length(3);
      expect(server.sockets).to.have.length(1);

      // Recovery.
      const reopened = element.when(sets(7, 1));
      if (dynamic) await element.set(41, 1);
      if (dynamic) {
        expect(element.connectionState(0), "an empty address is no address").to.equal("closed");
        expect(await element.set(1, `${server.url}/again`)).to.equal(0);
      } else {
        await element.restart();
      }
      await reopened;
      await clock.advance(75);
      await server.hears(4);
      expect(element.inTimeout).to.equal(false);
      expect(server.texts.at(-1)).to.equal('{"type":"subscribe","sources":["*"]}');
      expect(server.requests[1]?.url).to.equal(dynamic ? "/again" : handshake ? "/events/ws" : "/");
      expect(valuesOf(events, 7)).to.deep.equal([1, 0, 1]);
      expect(events.filter(connectionIs("open"))).to.have.length(2);

      // With an address the button reconnects too: the same text, set again.
      if (dynamic) {
        const again = element.when(connectionIs("open"));
        await element.set(41, 1);
        await again;
        await server.loses(2);
        expect(server.closeCodes).to.deep.equal([1001, 1000]);
      }
    });
  }
});
