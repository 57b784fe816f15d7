/** The typed, immutable model of one `protocol.xml`: what every higher floor reads, and never changes. */
import type { Expression } from "./condition-model.ts";
import type { XmlElement, Position } from "./xml-model.ts";

/** Kinds of connection of the schema (`Protocol-EnumProtocolType`). */
export type ConnectionKind =
  | "gpib"
  | "http"
  | "opc"
  | "serial"
  | "serial single"
  | "service"
  | "sla"
  | "smart-serial"
  | "smart-serial single"
  | "snmp"
  | "snmpv2"
  | "snmpv3"
  | "virtual";

/** What an operator may fill in for a connection in the element wizard, with the protocol's defaults. */
export interface PortSettings {
  /** `BusAddress/DefaultValue`. */
  readonly busAddress?: string;
  /** `IPport/DefaultValue`, 0..65535. */
  readonly ipPort?: number;
  /** `TimeoutTime/DefaultValue`: ms to wait for one answer. */
  readonly timeoutMs?: number;
  /** `Retries/DefaultValue`: further sends after the first. */
  readonly retries?: number;
  /** `SkipCertificateVerification/DefaultValue`. */
  readonly skipCertificateVerification?: boolean;
}

/** One connection of the protocol (`Connections`). */
export interface ConnectionDefinition {
  /** 0-based; 0 is the main connection. */
  readonly id: number;
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly position: Position;
  readonly settings: PortSettings;
  /** True: an Http connection that is opened as a WebSocket. */
  readonly webSocket: boolean;
  /** HTTP session that describes a custom opening handshake. */
  readonly handshakeSession?: number;
  /** Parameter that becomes 1 when open and 0 when closed (`NotifyConnectionPIDs/Connections`). */
  readonly statusPid?: number;
  /** `NotifyConnectionPIDs/Disconnections`. */
  readonly disconnectedPid?: number;
  /** Commands are composed when their group is queued, by a before-command trigger. */
  readonly makeCommandByProtocol: boolean;
  readonly customRedirect: boolean;
  readonly redundantPolling: boolean;
  /** Further communication options as `name` or `name:value`, lower-cased names. */
  readonly communicationOptions: readonly string[];
}

/** A condition: the text as written and, when it is well formed, its parsed form. */
export interface Condition {
  readonly text: string;
  readonly position: Position;
  /** Missing when the text is invalid: such a condition is false and logged (`LogicConditions`). */
  readonly expression?: Expression;
}

/** `Interprete/RawType`. */
export type RawType =
  | "other"
  | "text"
  | "numeric text"
  | "unsigned number"
  | "signed number"
  | "double"
  | "bcd"
  | "only others";

/** `Interprete/Type`. */
export type InterpreteType = "string" | "double" | "high nibble";

/** `Interprete/LengthType`. */
export type LengthType = "fixed" | "next param" | "last next param" | "other param";

/** `Interprete/Rounding`. */
export type Rounding =
  | "down"
  | "up"
  | "toZero"
  | "toInfinity"
  | "halfDown"
  | "halfUp"
  | "halfToZero"
  | "halfToInfinity";

/** One step of `Interprete/Sequence`. */
export interface SequenceStep {
  readonly operation: "factor" | "offset" | "min" | "pow" | "div" | "rest" | "log10" | "log20";
  /** A number, the value of a parameter (`id:pid`), of a column of the same row (`param:pid`), or nothing. */
  readonly operand?: { readonly kind: "value" | "id" | "param"; readonly value: number };
}

/** An entry of `Interprete/Exceptions` or `Others`. */
export interface SpecialValue {
  readonly id?: number;
  readonly value: string;
  readonly display: string;
}

/** How a parameter's bytes are read and kept (`Protocol.Params.Param.Interprete`). */
export interface Interprete {
  readonly rawType: RawType;
  readonly type: InterpreteType;
  readonly lengthType: LengthType;
  /** `LengthType@id`: `next param` reads up to that parameter, `other param` takes its length from it. */
  readonly lengthTypeId?: number;
  /** `LengthType@times`: the k-th occurrence counts. */
  readonly lengthTypeTimes?: number;
  /** Bytes; only for `fixed`. */
  readonly length?: number;
  /** Fixed content as written: text, or one or more `0x` groups. */
  readonly value?: string;
  /** 2..36, default 10. */
  readonly base: number;
  readonly endian: "little" | "big";
  /** Decimals kept in memory, default 6. */
  readonly decimals: number;
  readonly rounding: Rounding;
  readonly rangeLow?: number;
  readonly rangeHigh?: number;
  readonly factor?: number;
  readonly offset?: number;
  readonly offsetPid?: number;
  readonly scale?: { readonly lowData: number; readonly highData: number; readonly low: number; readonly high: number };
  readonly sequence: readonly SequenceStep[];
  /** `Sequence@noset="true"`: not applied to sets. */
  readonly sequenceNoSet: boolean;
  readonly trimLeft: boolean;
  readonly trimRight: boolean;
  /** `DefaultValue`: given to a standalone parameter that is still empty after loading. */
  readonly defaultValue?: string;
  readonly exceptions: readonly SpecialValue[];
  readonly others: readonly SpecialValue[];
  readonly bits?: number;
  readonly numberOfBits?: number;
  readonly startPosition?: number;
  readonly byteOffset?: number;
  readonly alignment?: "left" | "right";
}

/** `Param/CRC`: how a checksum parameter is calculated. */
export interface CrcDefinition {
  /** Algorithm as written, lower-cased. */
  readonly type: string;
  readonly options: readonly string[];
  readonly byteOffset?: number;
  readonly totalOffset?: number;
  readonly mod?: number;
  readonly off?: number;
  readonly groupBytes?: number;
  readonly groupBytesBinary: boolean;
  /** 0-based content positions; empty: nothing listed. */
  readonly positions: readonly number[];
}

/** One `ColumnOption` of a table. */
export interface ColumnDefinition {
  /** 0-based position in a row. */
  readonly idx: number;
  readonly pid: number;
  /** `retrieved`, `custom`, `autoincrement`, `displaykey`, `state`, ... lower-cased. */
  readonly type: string;
  readonly value?: string;
  /** Tokens of `options`, without the separator. */
  readonly options: readonly string[];
  readonly position: Position;
}

/** `ArrayOptions` of a table parameter. */
export interface TableDefinition {
  /** 0-based idx of the primary key column. */
  readonly index: number;
  readonly displayColumn?: number;
  readonly namingFormat?: string;
  readonly options: readonly string[];
  /** Ordered by idx. */
  readonly columns: readonly ColumnDefinition[];
}

/** A discreet value of `Measurement`. */
export interface Discreet {
  readonly display: string;
  readonly value: string;
}

/** One `Param`. */
export interface Param {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** `Type`, lower-cased: `read`, `write`, `dummy`, `fixed`, `header`, `trailer`, `array`, ... */
  readonly type: string;
  /** Tokens of `Type@options`, trimmed, as written. */
  readonly typeOptions: readonly string[];
  /** `Type@id` as written: group of a bit, response of a `response`, columns of a table. */
  readonly typeId?: string;
  /** `Type@times` of a trailer. */
  readonly typeTimes?: number;
  /** Connection re-targeted by this parameter (`dynamic ip N`). */
  readonly dynamicIp?: number;
  /** `connection=N` of a header or trailer. */
  readonly connection?: number;
  /** `headerTrailerLink=N`. */
  readonly headerTrailerLink?: number;
  readonly save: boolean;
  readonly setter: boolean;
  readonly historySet: boolean;
  readonly rtDisplay: boolean;
  readonly interprete: Interprete;
  /** 0-based content positions of a length parameter's `Length/Content`; empty: all but length parameters. */
  readonly lengthPositions: readonly number[];
  readonly crc?: CrcDefinition;
  readonly table?: TableDefinition;
  readonly discreets: readonly Discreet[];
  /** `Measurement/Type`, lower-cased. */
  readonly measurement?: string;
  readonly measurementOptions: readonly string[];
  readonly units?: string;
  readonly displayDecimals?: number;
  readonly displayRangeLow?: number;
  readonly displayRangeHigh?: number;
  readonly position: Position;
}

/** What a trigger stands on. */
export interface Trigger {
  readonly id: number;
  readonly name: string;
  /** `On`, lower-cased; missing for a trigger fired only by others. */
  readonly on?: string;
  /** Number, or `each`. */
  readonly onId?: number | "each";
  /** `Time`, lower-cased, single spaces; missing for a trigger fired only by others. */
  readonly time?: string;
  /** Legacy guard of `Time`. */
  readonly guard?: { readonly pid?: number; readonly comparison: string; readonly value: string; readonly valueIsPid: boolean };
  readonly condition?: Condition;
  readonly type: "action" | "trigger";
  readonly content: readonly { readonly id: number; readonly otherwise: boolean; readonly position: Position }[];
  readonly position: Position;
}

/** One `Action`. */
export interface Action {
  readonly id: number;
  readonly name: string;
  readonly on: string;
  readonly onIds: readonly number[];
  /** `On@nr` as written. */
  readonly onNr?: string;
  /** `Type`, lower-cased, single spaces. */
  readonly type: string;
  /** `Type@id`. */
  readonly typeId?: number;
  /** All further attributes of `Type`, names lower-cased, values as written. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly condition?: Condition;
  readonly position: Position;
}

/** One entry of a group's content. */
export interface GroupItem {
  readonly kind: "param" | "pair" | "session" | "action" | "trigger";
  readonly id: number;
  /** ms after the item (`@next`). */
  readonly next?: number;
  /** `Session@connection`: only that Connection of the session. */
  readonly sessionConnection?: number;
  /** Text behind the id of a `Param` (`:single`, `:table`, ...). */
  readonly suffix?: string;
  readonly position: Position;
}

/** `Group/Type`. */
export type GroupType = "poll" | "poll action" | "poll trigger" | "action" | "trigger";

/** One `Group`. */
export interface Group {
  /** -1 is the ping group. */
  readonly id: number;
  readonly name: string;
  readonly type: GroupType;
  readonly connection?: number;
  readonly connectionPid?: number;
  readonly threadId?: number;
  readonly ping: boolean;
  readonly multipleGet: boolean;
  readonly condition?: Condition;
  readonly content: readonly GroupItem[];
  readonly position: Position;
}

/** One `Timer`. */
export interface Timer {
  readonly id: number;
  readonly name: string;
  /** Period in ms, or `loop`. */
  readonly time: number | "loop";
  readonly initial: "true" | "false" | { readonly from: number; readonly to: number };
  readonly dataDisplay?: number | "loop";
  /** ms between groups and between pairs. */
  readonly interval: number;
  readonly fixedTimer: boolean;
  readonly options: readonly string[];
  readonly groups: readonly number[];
  readonly condition?: Condition;
  readonly position: Position;
}

/** One `Command`. */
export interface Command {
  readonly id: number;
  readonly name: string;
  readonly content: readonly number[];
  /** `ascii`: all string parameters, or the listed ids. */
  readonly ascii?: true | readonly number[];
  readonly messageType: "binary" | "text";
  readonly position: Position;
}

/** An `optional` entry of a response's content. */
export interface OptionalEntry {
  /** 0-based content position. */
  readonly position: number;
  /** How many following parameters are skipped as well; `*`: up to the next optional one. */
  readonly skip: number | "*";
}

/** One `Response`. */
export interface Response {
  readonly id: number;
  readonly name: string;
  readonly content: readonly number[];
  readonly optional: readonly OptionalEntry[];
  /** `Connection:N`; missing: not said (which means 0). */
  readonly connection?: number;
  readonly position: Position;
}

/** One `Pair`. */
export interface Pair {
  readonly id: number;
  readonly name: string;
  readonly command?: number;
  /** In file order, both kinds together. */
  readonly responses: readonly { readonly id: number; readonly onBadCommand: boolean; readonly position: Position }[];
  readonly condition?: Condition;
  readonly timeoutMs?: number;
  readonly ping: boolean;
  readonly connection?: number;
  readonly retries?: number;
  readonly ignoreTimeout: boolean;
  /** Further options, lower-cased. */
  readonly options: readonly string[];
  readonly position: Position;
}

/** Literal text, or the parameter that holds it. */
export interface TextOrPid {
  readonly pid?: number;
  readonly text?: string;
}

/** A header or parameter of an HTTP request. */
export interface KeyedText extends TextOrPid {
  readonly key: string;
  readonly position: Position;
}

/** One request and response of an HTTP session. */
export interface SessionConnection {
  readonly id: number;
  readonly verb: string;
  readonly url?: string;
  readonly pid?: number;
  readonly headers: readonly KeyedText[];
  readonly data?: TextOrPid;
  readonly parameters: readonly KeyedText[];
  readonly timeoutMs?: number;
  readonly ignoreTimeout: boolean;
  readonly statusCodePid?: number;
  readonly responseHeaders: readonly { readonly key: string; readonly pid: number }[];
  readonly contentPid?: number;
  readonly position: Position;
}

/** One `HTTP/Session`. */
export interface Session {
  readonly id: number;
  readonly name: string;
  readonly timeoutMs?: number;
  readonly ignoreTimeout: boolean;
  readonly keepAlive: boolean;
  readonly loginMethod?: string;
  /** A number is a parameter id, anything else is meant as it stands. */
  readonly userName?: TextOrPid;
  readonly password?: TextOrPid;
  readonly proxyServer?: TextOrPid;
  readonly proxyUser?: TextOrPid;
  readonly proxyPassword?: TextOrPid;
  readonly connections: readonly SessionConnection[];
  readonly position: Position;
}

/** One `QAction`. */
export interface QAction {
  readonly id: number;
  readonly name: string;
  readonly encoding: string;
  readonly triggers: readonly number[];
  readonly inputParameters: readonly number[];
  /** Lower-cased tokens. */
  readonly options: readonly string[];
  readonly binary: boolean;
  readonly queued: boolean;
  readonly precompile: boolean;
  /** `triggers` are group ids. */
  readonly group: boolean;
  readonly row: boolean;
  /** `Class.Method` as written, one a trigger; empty: the default. */
  readonly entryPoints: readonly string[];
  readonly dllImports: readonly string[];
  readonly condition?: Condition;
  /** The C# (or other) text in the file, `""` when there is none. */
  readonly code: string;
  readonly position: Position;
}

/** One `Thread`. */
export interface ThreadDefinition {
  readonly id?: number;
  readonly name: string;
  readonly connections: readonly number[];
  readonly position: Position;
}

/** Settings of the whole element that the protocol proposes. */
export interface ElementSettings {
  /** ms until a failing connection puts the element in timeout. */
  readonly elementTimeoutMs?: number;
  readonly slowPoll?: number;
  readonly slowPollBase?: "time" | "number";
  readonly pingIntervalMs?: number;
}

/** One connector. Maps keep file order; the first object of an id counts. */
export interface Protocol {
  readonly name: string;
  readonly version: string;
  readonly vendor: string;
  readonly elementType: string;
  /** String parameters are stored as UTF-16LE. */
  readonly unicode: boolean;
  /** Ordered by id. */
  readonly connections: readonly ConnectionDefinition[];
  readonly params: ReadonlyMap<number, Param>;
  readonly triggers: ReadonlyMap<number, Trigger>;
  readonly actions: ReadonlyMap<number, Action>;
  readonly groups: ReadonlyMap<number, Group>;
  readonly timers: ReadonlyMap<number, Timer>;
  readonly commands: ReadonlyMap<number, Command>;
  readonly responses: ReadonlyMap<number, Response>;
  readonly pairs: ReadonlyMap<number, Pair>;
  readonly sessions: ReadonlyMap<number, Session>;
  readonly qactions: ReadonlyMap<number, QAction>;
  readonly threads: readonly ThreadDefinition[];
  readonly settings: ElementSettings;
  /** Error texts that must not cause element timeout. */
  readonly noTimeouts: readonly string[];
  /** `Params@loadSequence`. */
  readonly loadSequence: readonly number[];
  /** `Advanced@ignoreEqualResponse`. */
  readonly ignoreEqualResponse: boolean;
  /** `Advanced@stuffing` as written. */
  readonly advancedStuffing?: string;
  readonly relativeTimers: "false" | "true" | "true with reset";
  /** Groups of general parameters switched on or off (`GeneralParameters`). */
  readonly generalParameters: ReadonlyMap<string, boolean>;
  /** Table relations: lists of table ids. */
  readonly relations: readonly (readonly number[])[];
  /** Everything as it stands in the file, unknown tags included. */
  readonly root: XmlElement;
  readonly source: SourceText;
}

/** The file as text, with what is needed to write it back unchanged. */
export interface SourceText {
  /** Path, or a name such as `protocol.xml` when it came as bytes or text. */
  readonly file: string;
  /** Decoded text without byte order mark, line ends as in the file; positions are offsets into it. */
  readonly text: string;
  /** How the bytes were read. */
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly bom: boolean;
}
