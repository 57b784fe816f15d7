/** A device that says its status in XML, in binary frames. */
import type { DeviceScript, ScriptDevice } from "qaction-kit/testing";
import { randomWalk } from "qaction-kit/testing";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function status(device: ScriptDevice): string {
  const program = device
    .get<string>("program")
    .replaceAll(/[&<>]/g, (character) => entities[character] ?? "");
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    `<status><program>${program}</program><temperature>${String(device.get("temperature"))}</temperature></status>`
  );
}

const device: DeviceScript = {
  name: "xml-device",
  state: { program: "Tanz & Musik – 音楽", temperature: randomWalk({ start: 40, low: 30, high: 60 }) },
  faces: {
    status: {
      kind: "websocket",
      frames: "binary",
      on: [
        ["<get>status</get>", ({ device: own }) => status(own)],
        [/^<get>/, "<error>there is no such thing</error>"],
      ],
    },
  },
  pushes: [{ everyMs: 2000, send: status }],
};

export default device;
