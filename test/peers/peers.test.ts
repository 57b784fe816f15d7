/** Recorded sessions of servers that others wrote (`npm run peers -- --record`), replayed. */
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { loadProtocol } from "../../src/protocol/load-protocol.ts";
import { openRecording } from "../../src/recording/open-recording.ts";
import { replayRecording } from "../../src/replay/replay-recording.ts";
import { sessionFile } from "./peer.ts";

/** Parameters of the connector: the status, and the last message as hex. */
const [status, asHex] = [7, 23];

describe("sessions of peers", () => {
  for (const [peer, last] of [
    ["websocketd", 0],
    ["python3-websockets", 0],
    ["nats-server", 1],
    ["mosquitto", 1],
  ] as const) {
    it(`${peer}: every message reaches the script byte for byte, and the line ends as it did`, async () => {
      const folder = new URL("./connector/", import.meta.url);
      const { protocol } = await loadProtocol(fileURLToPath(new URL("protocol.xml", folder)));
      let messages = 0;
      const { observed } = await replayRecording(await openRecording(sessionFile(peer)), protocol, {
        element: { scripts: fileURLToPath(folder) },
        taken: ({ direction, bytes }, { element }) => {
          if (direction !== "in" || bytes === undefined) return;
          messages++;
          expect(element.get(asHex)).to.equal(Buffer.from(bytes).toString("hex"));
        },
      });
      expect(messages).to.be.greaterThan(1);
      // A line that the element itself has closed is open at the end of the recording.
      expect(observed.parameters[String(status)]).to.equal(last);
    });
  }
});
