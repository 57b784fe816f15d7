/** `qaction-kit/testing`: what tests of connectors and scripts import. */
export { ManualClock, manualClockStart, type PendingTimer } from "./manual-clock.ts";
export {
  EventDevice,
  eventSources,
  type DeviceMessage,
  type EventDeviceOptions,
  type ReceivedMessage,
} from "./event-device.ts";
export { TestElement } from "./test-element.ts";
export type { ParameterChange, RunOptions, TestElementOptions } from "./test-element-model.ts";
export {
  sketchConnector,
  type ColumnSketch,
  type ConnectorSketch,
  type ParameterSketch,
  type QActionSketch,
  type SketchKind,
  type TableSketch,
} from "./connector-sketch.ts";
export {
  slProtocolStub,
  type SLProtocolStub,
  type StubCall,
  type StubRecord,
  type StubSetup,
} from "./sl-protocol-stub.ts";
export type { StubTable } from "./stub-tables.ts";
export type { SentMessage } from "./test-line.ts";
export type { AnswerRequest, TestAnswer } from "./test-server.ts";
