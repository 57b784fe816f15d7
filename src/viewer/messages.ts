/** What the server of the viewer and its page tell each other: JSON texts over one WebSocket. */

// The page is compiled for a browser, without the types of Node: what it uses of the kit stands here. The compiler compares.

/** A value; `null`: a text that was never set. */
export type Value = string | number | null;

/** As `ElementState` of the element. */
export type StateName = "starting" | "active" | "paused" | "stopping" | "stopped";

/** As `ConnectionState` of a connection. */
export type LineState = "idle" | "connecting" | "open" | "closing" | "closed";

/** Where a parameter stands: page, row and column as in `Display/Positions`. */
export interface PagePosition {
  readonly page: string;
  readonly row: number;
  readonly column: number;
}

/** A stored value, and how it is shown. */
export interface NamedValue {
  readonly value: string;
  readonly display: string;
}

/** A parameter, as far as the page shows it. */
export interface ParamDescription {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** `Type`: `read`, `write`, `array`, `fixed`, ... */
  readonly type: string;
  /** `Measurement/Type`: `string`, `number`, `discreet`, `button`, `togglebutton`, `pagebutton`, `table`, ... */
  readonly measurement?: string;
  /** Its values are numbers. */
  readonly numeric: boolean;
  readonly units?: string;
  readonly decimals?: number;
  readonly low?: number;
  readonly high?: number;
  readonly discreets: readonly NamedValue[];
  /** `Interprete/Exceptions`. */
  readonly exceptions: readonly NamedValue[];
  /** A client may show and set it (`RTDisplay`). */
  readonly shown: boolean;
  readonly saved: boolean;
  /** Its value is masked. */
  readonly secret: boolean;
  /** The write parameter of the same name. */
  readonly write?: number;
  /** It is the write parameter of another one, which shows it. */
  readonly ofRead?: number;
  /** Table that it is a column of, or the write parameter of a column. */
  readonly ofTable?: number;
  readonly positions: readonly PagePosition[];
}

/** One column of a table. */
export interface ColumnDescription {
  readonly pid: number;
  /** Position of its cell in a row. */
  readonly idx: number;
  /** Pixels; 0: not shown. */
  readonly width: number;
}

/** A table. */
export interface TableDescription {
  readonly id: number;
  /** Idx of the primary key. */
  readonly key: number;
  /** In the order in which they are shown. */
  readonly columns: readonly ColumnDescription[];
}

/** Id to name. */
export type Names = Readonly<Record<string, string>>;

/** What an element is: does not change while it runs. */
export interface ElementDescription {
  readonly protocol: string;
  readonly version: string;
  readonly unicode: boolean;
  /** Code page of its texts when it is not unicode. */
  readonly codePage: number;
  readonly pages: readonly string[];
  readonly defaultPage: string;
  readonly params: readonly ParamDescription[];
  readonly tables: readonly TableDescription[];
  readonly connections: readonly { readonly id: number; readonly name: string; readonly kind: string }[];
  readonly commands: Names;
  readonly responses: Names;
  readonly pairs: Names;
  readonly groups: Names;
  readonly sessions: Names;
  readonly triggers: Names;
  readonly actions: Names;
  readonly qactions: Names;
  readonly timers: Names;
}

/** An element in the list of the page. */
export interface ElementSummary {
  /** Index in the list, from 0. */
  readonly id: number;
  readonly name: string;
  readonly protocol: string;
  readonly state: StateName;
  readonly timeout: boolean;
}

/** One entry of the stream. */
export interface StreamItem {
  readonly number: number;
  readonly at: number;
  readonly connection: number;
  readonly direction: "in" | "out" | "state";
  readonly opcode?: 1 | 2;
  readonly group?: number;
  readonly pair?: number;
  readonly command?: number;
  readonly session?: number;
  readonly response?: number;
  readonly params?: readonly number[];
  readonly qactions?: readonly number[];
  readonly durationMs?: number;
  readonly code?: number;
  readonly reason?: string;
  readonly note?: string;
  /** Bytes of the payload. */
  readonly length?: number;
  /** The first bytes of the payload, lower-case hex. */
  readonly hex?: string;
}

/** What happened inside the element, for the tree of a change. */
export interface EventItem {
  readonly at: number;
  readonly type: string;
  readonly id?: number;
  readonly connection?: number;
  readonly phase?: string;
  /** Parameter or group that triggered a QAction. */
  readonly trigger?: number;
  readonly on?: string;
  readonly onId?: number;
  readonly action?: string;
  readonly ok?: boolean;
  readonly pair?: number;
  /** Number of the stream entry. */
  readonly number?: number;
  readonly direction?: "in" | "out" | "state";
  /** Of a parameter. */
  readonly value?: Value;
  readonly source?: string;
  readonly changed?: boolean;
}

/** One line of the element log. */
export interface LogItem {
  readonly at: number;
  readonly kind: "information" | "warning" | "error" | "debug" | "always";
  readonly message: string;
  readonly code?: string;
  readonly qaction?: number;
  /** False: the log levels keep it out of the log. */
  readonly written?: boolean;
}

/** A value: a long text is cut, and `length` says how many characters it has. */
export interface ValueItem {
  readonly pid: number;
  readonly value: Value;
  readonly length?: number;
}

/** What has changed in an element since the last message about it. */
export interface Changes {
  readonly at: number;
  readonly state: StateName;
  readonly timeout: boolean;
  readonly connections: readonly { readonly id: number; readonly state: LineState }[];
  readonly values: readonly ValueItem[];
  /** The newest entries, and how many there were that are not among them. */
  readonly stream: readonly StreamItem[];
  readonly streamDropped: number;
  readonly events: readonly EventItem[];
  /** Events happened that were not made, so that the element was not slowed down. */
  readonly eventsDropped: boolean;
  readonly log: readonly LogItem[];
  readonly logDropped: number;
}

/** Rows of a table that is watched. */
export interface RowsMessage {
  readonly type: "rows";
  readonly element: number;
  readonly table: number;
  /** The first message: what was known of the table is void. */
  readonly fresh: boolean;
  /** New and changed rows: the key, then the cells by idx. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly Value[] }[];
  readonly removed: readonly string[];
  /** More follows at once. */
  readonly more: boolean;
}

/** From the server to the page. */
export type ServerMessage =
  /** The list of elements; sent at the beginning and when it changes. */
  | { readonly type: "elements"; readonly elements: readonly ElementSummary[] }
  /** The state of an element that is watched from now on, or again. */
  | {
      readonly type: "snapshot";
      readonly element: number;
      readonly description: ElementDescription;
      readonly changes: Changes;
    }
  | { readonly type: "changes"; readonly element: number; readonly changes: Changes }
  | RowsMessage
  | ({ readonly type: "answer"; readonly id: number } & PageAnswer);

/** What came of a request. */
export type PageAnswer =
  | {
      readonly ok: true;
      readonly value?: ValueReport;
      readonly message?: MessageReport;
      readonly encoding?: EncodingReport;
      readonly text?: string;
    }
  | { readonly ok: false; readonly why: string };

/** What the page asks for. */
export type PageQuestion =
  /** From now on changes of these elements, and of no others. */
  | { readonly do: "watch"; readonly elements: readonly number[] }
  /** Sets a parameter, or with `key` a cell, as a user does. */
  | {
      readonly do: "set";
      readonly element: number;
      readonly pid: number;
      readonly key?: string;
      readonly value: string | number;
    }
  /** From now on rows of this table, or no longer. */
  | { readonly do: "table"; readonly element: number; readonly table: number; readonly on: boolean }
  /** All of a value, with its bytes. */
  | { readonly do: "value"; readonly element: number; readonly pid: number; readonly key?: string }
  /** All of a stream entry. */
  | { readonly do: "message"; readonly element: number; readonly number: number }
  /** What pasted bytes or text are. */
  | { readonly do: "decode"; readonly element?: number; readonly text: string; readonly as?: InputKindName }
  /** Entries of the stream as a file. */
  | {
      readonly do: "export";
      readonly element: number;
      readonly form: "text" | "jsonl";
      readonly numbers: readonly number[];
    };

/** How the input of *decode* is to be read. */
export type InputKindName = "hex" | "dec" | "dump" | "base64" | "escapes" | "text";

/** A question with the id of its answer. */
export type PageRequest = PageQuestion & { readonly id: number };

/** A whole value. */
export interface ValueReport {
  readonly value: Value;
  /** Stored bytes in lower-case hex, at most 64 KiB; missing for cells, numbers of tables, and secrets. */
  readonly hex?: string;
  readonly length?: number;
}

/** One way to read bytes. */
export interface ReadingReport {
  readonly codePage: number;
  readonly name: string;
  readonly text: string;
  readonly valid: boolean;
  /** Percent. */
  readonly score: number;
  readonly reason: string;
}

/** What bytes are. */
export interface BytesReport {
  readonly verdict: string;
  readonly notes: readonly string[];
  readonly readings: readonly ReadingReport[];
}

/** What happened to a damaged text. */
export interface DamageReport {
  readonly summary: string;
  readonly text: string;
  readonly confidence: number;
  readonly steps: readonly { readonly what: string; readonly where: string }[];
  readonly lost: readonly string[];
}

/** What a connector makes of bytes, and what to change in it. */
export interface CureReport {
  /** How the element reads them, in words. */
  readonly how: string;
  /** What `GetParameter` gives. */
  readonly given: string;
  /** What was meant. */
  readonly meant: string;
  /** `GetParameter` gives another text than was meant. */
  readonly damaged: boolean;
  /** QActions that take the bytes themselves, as a binary input. */
  readonly takers: readonly string[];
  /** Lines of XML and code; empty when nothing is wrong, or a QAction already takes the bytes. */
  readonly cure: readonly { readonly where: string; readonly code: string }[];
}

/** What pasted input is. */
export interface EncodingReport {
  /** What the input was taken for: "hex digits, 12 bytes". */
  readonly input: string;
  readonly kind: InputKindName;
  readonly others: readonly { readonly kind: InputKindName; readonly description: string }[];
  readonly hex?: string;
  readonly bytes?: BytesReport;
  readonly damage?: DamageReport;
  readonly cure?: CureReport;
}

/** One field that a response takes of a message. */
export interface FieldReport {
  readonly pid: number;
  readonly offset: number;
  readonly length: number;
  readonly action: "compare" | "store" | "skip";
}

/** How one response takes a message. */
export interface MatchReport {
  readonly response: number;
  readonly matched: boolean;
  readonly fields: readonly FieldReport[];
  /** First byte that does not fit. */
  readonly failsAt?: number;
  readonly failedPid?: number;
  readonly expectedHex?: string;
  /** Why, line by line. */
  readonly why?: string;
}

/** All of a message. */
export interface MessageReport {
  readonly hex: string;
  readonly bytes: BytesReport;
  /** In the order in which the responses are tried; empty for what was sent. */
  readonly matches: readonly MatchReport[];
  readonly cure?: CureReport;
}
