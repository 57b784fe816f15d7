/** `examples/devices`: each device and its connector, on real sockets. */
import { expect } from "chai";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { DeviceExample, exampleConnections, holds, until } from "../../support/device/device-example.ts";

describe("examples of devices", () => {
  for (const name of DeviceExample.names()) {
    it(`${name} has no findings`, async () => {
      expect(await new DeviceExample(name).findings()).to.deep.equal([]);
      // The first check loads a compiler.
    }).timeout(60_000);
  }

  it("event-device: rows of the sources that it subscribes to, answers to its health commands", async () => {
    const example = new DeviceExample("event-device");
    const clock = new ManualClock();
    await using device = await example.device({ clock });
    await using element = await example.element({ host: device.url(), clock });
    const open = element.when((event) => event.type === "connection" && event.phase === "open");
    await element.start();
    await open;
    await until(element, () => element.rows(1000)?.length === 3);
    expect(element.row(1000, "level")).to.deep.equal(["level", "number", "-20", 1]);
    expect(element.row(1000, "on-air")).to.deep.equal(["on-air", "boolean", "true", 1]);
    expect(element.row(1000, "label")).to.deep.equal(["label", "string", "Größe 日本語", 1]);
    await clock.advance(5000);
    await holds(element, 20, 1);
    await until(element, () => element.row(1000, "level")?.[3] === 6);
    await until(element, () => element.row(1000, "on-air")?.[3] === 2);
    expect(element.row(1000, "on-air")?.[2]).to.equal("false");
    const stopped = element.stop();
    await clock.advance(element.options.stopGraceMs);
    await stopped;
  });

  it("router: a later request is answered first, and each answer finds its own", async () => {
    const example = new DeviceExample("router");
    await using device = await example.device();
    await using element = await example.element({ connections: exampleConnections(device) });
    await element.start();
    await until(element, () => element.rows(1000)?.length === 4);
    expect(element.rows(1000)).to.deep.equal([
      ["1", 1],
      ["2", 2],
      ["3", 3],
      ["4", 4],
    ]);
    const answers: string[] = [];
    device.subscribe((event) => {
      if (event.type === "out" && event.text.includes("result")) answers.push(event.text);
    });
    await element.setCell(1102, "1", 7);
    await element.setCell(1102, "4", 8);
    await holds(element, 20, 2);
    expect(answers).to.deep.equal(['{"id":2,"result":"done"}', '{"id":1,"result":"done"}']);
    expect(element.rows(1000)).to.deep.equal([
      ["1", 7],
      ["2", 2],
      ["3", 3],
      ["4", 8],
    ]);
    await element.setCell(1102, "2", 9);
    await holds(element, 21, "there is no crosspoint 2, 9");
  });

  it("codec: five sockets, whose messages end in five ways", async () => {
    const example = new DeviceExample("codec");
    await using device = await example.device();
    await using element = await example.element({ connections: exampleConnections(device) });
    await element.start();
    await holds(element, 21, "down");
    await holds(element, 24, 2);
    await holds(element, 25, "Nachrichten, Café, 音楽");
    await until(element, () => typeof element.get(22) === "number" && Number(element.get(22)) > -60);
    await element.set(120, "talk");
    await holds(element, 20, "talk");
    await holds(element, 21, "up");
    expect(device.get("mode")).to.equal("talk");
  });

  it("xml-device: XML in binary frames", async () => {
    const example = new DeviceExample("xml-device");
    await using device = await example.device();
    await using element = await example.element({ host: device.url() });
    await element.start();
    await holds(element, 20, "Tanz & Musik – 音楽");
    expect(element.get(21)).to.equal(40);
  });

  it("cp1251-device: Cyrillic titles, read in the code page that the device uses", async () => {
    const example = new DeviceExample("cp1251-device");
    await using device = await example.device();
    await using element = await example.element({ connections: exampleConnections(device) });
    await element.start();
    await holds(element, 20, "Подмосковные вечера");
    await holds(element, 20, "Катюша");
    expect(element.get(21)).to.equal(2);
  });

  it("json-rpc: messages that end with a byte 0, a request that is refused", async () => {
    const example = new DeviceExample("json-rpc");
    await using device = await example.device({ faults: { split: true } });
    await using element = await example.element({ connections: exampleConnections(device) });
    await element.start();
    await holds(element, 21, "Großer Saal");
    expect(element.get(20)).to.equal(-10);
    await element.set(120, 3);
    await holds(element, 20, 3);
    expect(device.get("gain")).to.equal(3);
    await element.set(120, 30);
    await holds(element, 22, "gain is from -100 to 20 dB");
    expect(element.get(20)).to.equal(3);
  });
});
