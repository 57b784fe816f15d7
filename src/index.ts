/** `qaction-kit`: load a protocol, run it as an element, write its QActions. */
export { systemClock, type Clock, type Timer as ClockTimer } from "./clock.ts";
export { errorCodes, QActionKitError, type ErrorCode, type QActionKitErrorOptions } from "./errors.ts";
export { noticeCodes, type Notice, type NoticeCode } from "./log.ts";
export { defaultOptions, optionRegister, resolveOptions, type Options } from "./options.ts";
export type { OptionEntry } from "./option-entry.ts";
export type { ByteStream } from "./encoding/byte-stream.ts";
export { loadProtocol, parseProtocol } from "./protocol/load.ts";
export type { Diagnostic, Severity } from "./protocol/diagnostic.ts";
export type * from "./protocol/model.ts";
export type { Position, XmlAttribute, XmlElement } from "./protocol/xml-model.ts";
export type { SetSource, StoredValue, Value } from "./parameter/store.ts";
export type {
  SavedChange,
  SavedRow,
  SavedStore,
  SavedValues,
  SavingElement,
} from "./persistence/saved-values.ts";
export { savedOnDisk, type SavedOnDiskOptions } from "./persistence/saved-on-disk.ts";
export { savedInMemory } from "./persistence/saved-values.ts";
export type { SLProtocol, SLProtocolExt } from "./qaction/slprotocol.ts";
export { LogLevel, LogType } from "./qaction/log-constants.ts";
export { Convert } from "./qaction/convert.ts";
export type * from "./qaction/data-miner-host.ts";
export { fromOADate } from "./qaction/oa-date.ts";
export { toOADate } from "./parameter/coerce.ts";
export { QActionTable, type FillData } from "./qaction/qaction-table.ts";
export { QActionTableRow } from "./qaction/qaction-table-row.ts";
export {
  column,
  defineRow,
  type CellAt,
  type Column,
  type Columns as ColumnDefinitions,
  type RowClass,
  type RowOf,
  type RowProperties,
} from "./qaction/row-class.ts";
export type { TableOf } from "./qaction/typed-table.ts";
export { NotifyProtocol } from "./qaction/script-globals.ts";
export type { ScriptMap, ScriptSource } from "./qaction/script-loader.ts";
export type {
  CellIn,
  CellInfo,
  Columns,
  Hresult,
  InputValue,
  Row,
  Scalar,
  TableInput,
} from "./qaction/values.ts";
export { KeyType, SaveOption } from "./qaction/table-constants.ts";
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
export { elementDirectory, type OtherElements } from "./element/directory.ts";
export type { UserMenuChoice } from "./element/run.ts";
export type { ElementAnswer, ForeignCall } from "./qaction/script-host.ts";
export type { AggregateResult } from "./logic/actions/merge-results.ts";
export type { ElementEvent, ElementListener, ElementState } from "./element/events.ts";
export type { ConnectionFactory, ConnectionInput, ElementOptions } from "./element/settings.ts";
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
} from "./element/stream-log.ts";
export {
  entryName,
  formatEntry,
  streamJsonLines,
  streamText,
  type StreamLine,
} from "./element/stream-export.ts";
export { hexDump } from "./element/hex-dump.ts";
export type { FinalLine, JsonLine } from "./cli/json-lines.ts";
