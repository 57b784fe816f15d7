/** An audio codec with five sockets, each with messages of another kind. */
import type { DeviceScript } from "qaction-kit/testing";
import { sine } from "qaction-kit/testing";

/** A packet of the meters: length, kind 1, two levels in tenths of a dB. */
function meterPacket(left: number, right: number): Uint8Array {
  const packet = Buffer.alloc(6);
  packet.writeUInt8(5, 0);
  packet.writeUInt8(1, 1);
  packet.writeInt16BE(Math.round(left * 10), 2);
  packet.writeInt16BE(Math.round(right * 10), 4);
  return packet;
}

const device: DeviceScript = {
  name: "codec",
  state: {
    mode: "receive",
    link: "down",
    left: sine({ low: -60, high: 0, periodMs: 10_000 }),
    right: sine({ low: -40, high: -10, periodMs: 7000 }),
    inputs: [0, 1, 0, 1],
    presets: ["Nachrichten", "Café", "音楽"],
  },
  faces: {
    control: {
      kind: "tcp",
      messages: "line",
      on: [
        ["MODE?", ({ device: own }) => `MODE ${own.get<string>("mode")}`],
        [
          /^MODE (receive|talk|off)$/,
          ({ match: [, mode = ""], device: own }) => {
            own.set("mode", mode);
            own.set("link", mode === "off" ? "down" : "up");
            own.push(`LINK ${own.get<string>("link")}`, { face: "status" });
            return `MODE ${mode}`;
          },
        ],
        [/./, "ERROR"],
      ],
    },
    status: {
      kind: "tcp",
      messages: "line",
      connect: (_line, own) => `LINK ${own.get<string>("link")}`,
    },
    meters: { kind: "tcp", connect: () => meterPacket(-60, -60) },
    gpio: { kind: "tcp", connect: (_line, own) => Uint8Array.from(own.get<number[]>("inputs")) },
    presets: {
      kind: "tcp",
      messages: "json",
      on: [[{ get: "presets" }, ({ device: own }) => ({ presets: own.get("presets") })]],
    },
  },
  pushes: [{ everyMs: 200, face: "meters", send: (own) => meterPacket(own.get("left"), own.get("right")) }],
};

export default device;
