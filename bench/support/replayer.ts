/** A process of its own: replays a recording with the connector of `route`, and says what each round took. */
import { Encoding } from "../../src/encoding/index.ts";
import type { SLProtocol } from "../../src/index.ts";
import { openRecording } from "../../src/recording/open-recording.ts";
import { replayRecording } from "../../src/replay/replay-recording.ts";
import type { DeviceMessage } from "./message.ts";
import { processorMs } from "./ratio.ts";
import { routeProtocol, store } from "./route-connector.ts";

const [file = ""] = process.argv.slice(2);
const protocol = routeProtocol();

function Run(slp: SLProtocol): void {
  store(slp, JSON.parse(Encoding.UTF8.GetString(slp.GetInputBytes(0) ?? [])) as DeviceMessage);
}

async function round(): Promise<number> {
  const start = processorMs();
  await replayRecording(await openRecording(file), protocol, { element: { scripts: { 1: { Run } } } });
  return processorMs() - start;
}

process.on("message", () => {
  void round().then((time) => process.send?.(time));
});
// Nobody is left to ask.
process.on("disconnect", () => process.exit());
process.send?.("ready");
