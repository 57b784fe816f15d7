/** Parameters of the model: how bytes are read and stored, and how tables are built. */
import type { Position } from "./xml/xml-element.ts";

/** `Interprete/RawType`. */
export type RawType =
  "other" | "text" | "numeric text" | "unsigned number" | "signed number" | "double" | "bcd" | "only others";

/** `Interprete/Type`. */
export type InterpreteType = "string" | "double" | "high nibble";

/** `Interprete/LengthType`. */
export type LengthType = "fixed" | "next param" | "last next param" | "other param";

/** `Interprete/Rounding`. */
export type Rounding =
  "down" | "up" | "toZero" | "toInfinity" | "halfDown" | "halfUp" | "halfToZero" | "halfToInfinity";

/** One step of `Interprete/Sequence`. */
export interface SequenceStep {
  readonly operation: "factor" | "offset" | "min" | "pow" | "div" | "rest" | "log10" | "log20";
  /** A number, the value of a parameter (`id:pid`), of a column of the same row (`param:pid`), or nothing. */
  readonly operand?: { readonly kind: "value" | "id" | "param"; readonly value: number };
}

/** One entry of `Interprete/Exceptions` or `Others`. */
export interface SpecialValue {
  readonly id?: number;
  /** The received value (`Exception@value`), or the number of an `Other`. */
  readonly value: string;
  /** `Exception/Value`: what the exception is called in alarms and trending. */
  readonly mapped?: string;
  readonly display: string;
}

/** How the bytes of a parameter are read and stored (`Protocol.Params.Param.Interprete`). */
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
  readonly scale?: {
    readonly lowData: number;
    readonly highData: number;
    readonly low: number;
    readonly high: number;
  };
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
  /** `Discreet@options` as written; in a context menu for example `table:selection;confirm:Sure?`. */
  readonly options?: string;
  /** `Discreet@dependencyValues` as written; in a context menu the parameters that the user fills in. */
  readonly dependencyValues?: string;
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
