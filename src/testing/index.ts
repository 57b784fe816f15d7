/** `qaction-kit/testing`: what tests of connectors and scripts import. */
export { ManualClock, manualClockStart, type PendingTimer } from "./manual-clock.ts";
export {
  EventDevice,
  eventSources,
  type DeviceMessage,
  type EventDeviceOptions,
  type ReceivedMessage,
} from "./event-device.ts";
export { TestElement, type ParameterChange, type TestElementOptions } from "./test-element.ts";
export type { SentMessage } from "./test-line.ts";
