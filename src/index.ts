/** `qaction-kit`: load a protocol, run it as an element, write its QActions. */
export { systemClock, type Clock, type Timer as ClockTimer } from "./base/clock.ts";
export { errorCodes, QActionKitError, type ErrorCode, type QActionKitErrorOptions } from "./base/errors.ts";
export { noticeCodes, type Notice, type NoticeCode } from "./base/notices.ts";
export {
  defaultOptions,
  optionRegister,
  resolveOptions,
  type OptionEntry,
  type Options,
  type ProtocolOptions,
} from "./options/register.ts";
export type { ByteStream } from "./encoding/byte-stream.ts";
export { loadProtocol, parseProtocol } from "./protocol/load-protocol.ts";
export type { Diagnostic, Severity } from "./protocol/diagnostic.ts";
export type * from "./protocol/model.ts";
export type { Position, XmlAttribute, XmlElement } from "./protocol/xml/xml-element.ts";
export type { SetSource, StoredValue, Value } from "./parameter/store.ts";
export type {
  SavedChange,
  SavedRow,
  SavedStore,
  SavedValues,
  SavingElement,
} from "./parameter/saved/saved-values.ts";
export { savedOnDisk, type SavedOnDiskOptions } from "./parameter/saved/saved-on-disk.ts";
export { savedInMemory } from "./parameter/saved/saved-values.ts";
export { CSharpError } from "./csharp/csharp-error.ts";
export { CSharpHost, type CSharpHostOptions } from "./csharp/host.ts";
export type { CSharpSettings } from "./element/csharp-qactions.ts";
export type { SLProtocol, SLProtocolExt } from "./qaction/slprotocol/slprotocol.ts";
export { LogLevel, LogType } from "./qaction/log-constants.ts";
export { Convert } from "./qaction/script/convert.ts";
export type * from "./qaction/data-miner-host.ts";
export { fromOADate } from "./qaction/script/oa-date.ts";
export { toOADate } from "./parameter/coerce.ts";
export { QActionTable, type FillData } from "./qaction/table/qaction-table.ts";
export { QActionTableRow } from "./qaction/table/qaction-table-row.ts";
export {
  column,
  defineRow,
  type CellAt,
  type Column,
  type Columns as ColumnDefinitions,
  type RowClass,
  type RowOf,
  type RowProperties,
} from "./qaction/table/row-class.ts";
export type { TableOf } from "./qaction/table/typed-table.ts";
export { NotifyProtocol } from "./qaction/script/script-globals.ts";
export type { ScriptMap, ScriptSource } from "./qaction/script/script-loader.ts";
export type {
  CellIn,
  CellInfo,
  Columns,
  Hresult,
  InputValue,
  Row,
  Scalar,
  TableInput,
} from "./qaction/script-values.ts";
export { KeyType, SaveOption } from "./qaction/slprotocol/table-constants.ts";
export {
  consoleSink,
  fileSink,
  formatLogLine,
  MemoryLog,
  type LogLine,
  type LogSink,
} from "./qaction/log.ts";
export { Element } from "./element/element.ts";
export type { ElementValues } from "./element/element-values.ts";
export { elementDirectory } from "./element/directory.ts";
export type { OtherElements } from "./element/other-elements.ts";
export type { UserMenuChoice } from "./element/element-run.ts";
export type { ElementAnswer, ForeignCall } from "./qaction/qaction-host.ts";
export type { AggregateResult } from "./logic/actions/merge-results.ts";
export type { ElementEvent, ElementListener, ElementState } from "./element/events.ts";
export type { ConnectionFactory, ConnectionInput, ElementOptions } from "./element/element-settings.ts";
export type {
  Answer,
  Connection,
  ConnectionEvents,
  ConnectionState,
  GivenAnswer,
  HttpAnswerer,
  SentRequest,
} from "./connection/connection.ts";
export {
  StreamLog,
  type StreamEntry,
  type StreamFilter,
  type StreamLimits,
  type StreamListener,
} from "./element/stream/stream-log.ts";
export {
  entryName,
  formatEntry,
  streamJsonLines,
  streamText,
  type StreamLine,
} from "./element/stream/stream-export.ts";
export { hexDump } from "./element/stream/hex-dump.ts";
export type { FinalLine, JsonLine } from "./cli/run/json-lines.ts";
