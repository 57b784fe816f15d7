/** An event device in the manner of NMOS IS-07: sources, subscriptions, health commands. */
import type { DeviceScript, ScriptDevice } from "qaction-kit/testing";
import { list, randomWalk } from "qaction-kit/testing";

/** Type of the values of each source. */
const types = { level: "number", "on-air": "boolean", label: "string" } as const;

function state(device: ScriptDevice, source: keyof typeof types): object {
  return {
    identity: { source_id: source },
    event_type: types[source],
    message_type: "state",
    payload: { value: device.get(source) },
  };
}

const isSource = (name: string): name is keyof typeof types => name in types;

const device: DeviceScript = {
  name: "event-device",
  state: {
    level: randomWalk({ start: -20, low: -60, high: 0, step: 3 }),
    "on-air": list([true, false]),
    label: "Größe 日本語",
  },
  faces: {
    events: {
      kind: "websocket",
      on: [
        [
          { command: "subscription", sources: Array },
          (message) => {
            message.line.tags.clear();
            for (const source of message.json<{ sources: string[] }>().sources.filter(isSource)) {
              message.line.tags.add(source);
              message.line.send(state(message.device, source));
            }
            return undefined;
          },
        ],
        [
          { command: "health", timestamp: String },
          (message) => ({
            message_type: "health",
            timing: { origin_timestamp: message.json<{ timestamp: string }>().timestamp },
          }),
        ],
      ],
    },
  },
  pushes: [
    { everyMs: 1000, tag: "level", send: (own) => state(own, "level") },
    { everyMs: 5000, tag: "on-air", send: (own) => state(own, "on-air") },
  ],
};

export default device;
