/** `qaction-kit/testing`: what tests of connectors and scripts import. */
export { createDevice, type Device, type DeviceOptions } from "../device/device.ts";
export type { DeviceEvent } from "../device/device-events.ts";
export type { DeviceMessage, DeviceScript, ScriptDevice, ScriptLine } from "../device/device-script.ts";
export { counter, csv, Generator, list, randomWalk, sine } from "../device/generators.ts";
export { EventDevice } from "./event-device.ts";
export { ManualClock } from "./manual-clock.ts";
export { Recording } from "./recording.ts";
export { createSLProtocolStub, type SLProtocolStub } from "./sl-protocol-stub.ts";
export { TestElement } from "./test-element.ts";
export type { TestElementOptions } from "./test-element-options.ts";
export { TestLine } from "./test-line.ts";
export type { ConnectorSketch } from "./connector-sketch.ts";
