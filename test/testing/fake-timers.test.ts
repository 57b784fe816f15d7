/** Test elements in tests that fake the timers of the process. */
import { mock } from "node:test";
import * as fakeTimers from "@sinonjs/fake-timers";
import { expect } from "chai";
import { TestElement } from "../../src/testing/test-element.ts";
import { EventDevice } from "../../src/testing/event-device.ts";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../examples/websocket/plain/", import.meta.url));

/** Loads scripts from files, receives, lets time pass, starts again, stops. */
async function useAnElement(): Promise<void> {
  await using element = await TestElement.start(`${folder}protocol.xml`, { scripts: folder });
  await element.open();
  await element.advance(100);
  await element.receive('{"type":"event","source":"Café","value":7}');
  expect(element.get(22)).to.equal("Café");
  await element.restart();
  const missing: unknown = await element.expectChange(22, "x").catch((error: unknown) => error);
  expect(missing).to.have.property("code", "ERR_TEST_EXPECTED");
}

/** Waits for a real socket. */
async function useADevice(): Promise<void> {
  await using device = await EventDevice.start();
  await using element = await TestElement.start(`${folder}protocol.xml`, {
    scripts: folder,
    connect: true,
    host: device.url,
    expectTimeoutMs: 15_000,
  });
  if (element.get(7) !== 1) await element.expectChange(7, 1);
  const event = element.expectChange(22);
  await element.advance(1000);
  await event;
}

describe("under fake timers", () => {
  it("of node:test, test elements work", async () => {
    mock.timers.enable();
    try {
      await useAnElement();
      await useADevice();
    } finally {
      mock.timers.reset();
    }
  });

  it("of jest, vitest and sinon, which are @sinonjs/fake-timers, they work too", async () => {
    const clock = fakeTimers.install();
    try {
      await useAnElement();
    } finally {
      clock.uninstall();
    }
  });
});
