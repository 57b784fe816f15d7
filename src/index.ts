/** `qaction-kit`: load a protocol, run it as an element, write its QActions. */
export { QActionKitError } from "./base/errors.ts";
export type { Clock } from "./base/clock.ts";

// Loading.
export { loadProtocol, parseProtocol } from "./protocol/load-protocol.ts";
export type { Diagnostic } from "./protocol/diagnostic.ts";
export type { Protocol } from "./protocol/model.ts";

// Checking.
export { checkConnector } from "./check/check-connector.ts";
export type { CheckReport, Finding } from "./check/finding.ts";
export { applyFixes } from "./check/fix/apply-fixes.ts";
export type { Fix, TextEdit } from "./protocol/fix.ts";

// Running.
export { Element } from "./element/element.ts";
export { createViewer, type Viewer } from "./viewer/viewer.ts";
export { createElementDirectory } from "./element/directory.ts";
export type { ElementOptions } from "./element/element-settings.ts";
export type { ElementEvent } from "./element/events.ts";
export type { Connection, ConnectionEvents } from "./connection/connection.ts";
export type { DataMinerHost } from "./qaction/data-miner-host.ts";
export { savedOnDisk } from "./parameter/saved/saved-on-disk.ts";
export {
  savedInMemory,
  type SavedRow,
  type SavedStore,
  type SavedValues,
} from "./parameter/saved/saved-values.ts";
export { CSharpError } from "./csharp/csharp-error.ts";
export { CSharpHost } from "./csharp/host.ts";

// What an element writes.
export { consoleSink, fileSink, MemoryLog } from "./qaction/log.ts";
export { streamJsonLines, streamText } from "./element/stream/stream-export.ts";
export type { JsonLine } from "./cli/run/json-lines.ts";
export type { RunRequest } from "./cli/run/requests.ts";

// QActions. `qaction-kit/typings` makes the names of C# global.
export type { SLProtocol, SLProtocolExt } from "./qaction/slprotocol/slprotocol.ts";
export type { InputValue, Row } from "./qaction/script-values.ts";
export type { Value } from "./parameter/value.ts";
export { LogLevel, LogType } from "./qaction/log-constants.ts";
export { Convert } from "./qaction/script/convert.ts";
export { fromOADate } from "./qaction/script/oa-date.ts";
export { toOADate } from "./parameter/coerce.ts";
export { NotifyProtocol } from "./qaction/script/script-globals.ts";
export { QActionTable } from "./qaction/table/qaction-table.ts";
export { QActionTableRow } from "./qaction/table/qaction-table-row.ts";

// Messages in a stream of bytes, and requests by id, for scripts and devices alike.
export {
  createMessageReader,
  messages,
  type MessageReader,
  type MessageRule,
} from "./wire/messages/messages.ts";
export { createRequests, type Requests } from "./wire/messages/requests.ts";

// What `qaction typings` writes uses these.
export { column, defineRow, type RowOf } from "./qaction/table/row-class.ts";
export type { TableOf } from "./qaction/table/typed-table.ts";
