/** A router. Requests are JSON objects without an end mark; a take needs its time, so that later requests are answered before it. */
import type { DeviceScript } from "qaction-kit/testing";

/** A request to set a crosspoint. */
interface Take {
  readonly id: number;
  readonly destination: number;
  readonly source: number;
}

const destinations = [1, 2, 3, 4];
const sourceCount = 8;
/** ms that a take lasts: the first destinations are the slowest. */
const takeMs = (destination: number): number => (5 - destination) * 20;

const device: DeviceScript = {
  name: "router",
  state: { crosspoints: { 1: 1, 2: 2, 3: 3, 4: 4 } },
  faces: {
    control: {
      kind: "tcp",
      messages: "json",
      on: [
        [
          { id: Number, method: "list" },
          (message) => ({
            id: message.json<{ id: number }>().id,
            result: message.device.get("crosspoints"),
          }),
        ],
        [
          { id: Number, method: "take", destination: Number, source: Number },
          async (message) => {
            const { id, destination, source } = message.json<Take>();
            if (!destinations.includes(destination) || source < 1 || source > sourceCount)
              return { id, error: `there is no crosspoint ${String(destination)}, ${String(source)}` };
            await message.device.wait(takeMs(destination));
            const crosspoints = message.device.get<Record<number, number>>("crosspoints");
            message.device.set("crosspoints", { ...crosspoints, [destination]: source });
            message.device.push({ event: "crosspoint", destination, source });
            return { id, result: "done" };
          },
        ],
      ],
    },
  },
};

export default device;
