/** A player that talks Windows-1251. Its manual says UTF-8. */
import type { DeviceScript } from "qaction-kit/testing";
import { counter, list } from "qaction-kit/testing";

const device: DeviceScript = {
  name: "cp1251-device",
  encoding: "windows-1251",
  state: { title: list(["Подмосковные вечера", "Катюша"]), position: counter({ end: 240 }) },
  faces: {
    player: {
      kind: "tcp",
      messages: "line",
      on: [
        ["TITLE?", ({ device: own }) => `${String(own.get("position"))} ${own.get<string>("title")}`],
        [/./, "ОШИБКА"],
      ],
    },
  },
};

export default device;
