/** Input parameters: a snapshot of the moment a run is triggered, decoded on demand. */
import { isOlder } from "../base/dataminer-version.ts";
import { toByteStream } from "../encoding/byte-stream.ts";
import { fromStorage } from "../encoding/storage.ts";
import type { StorageForm } from "../encoding/storage.ts";
import type { Options } from "../options/register.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { Table } from "../parameter/table/table.ts";
import type { InputValue, TableInput, Value } from "./script-values.ts";

/** One input as it was when the run was triggered. */
export interface Input {
  /** The argument of the entry point and the result of `GetInputParameter`. */
  value(): InputValue;
  /** The bytes, without a copy; `null` for a table or an unknown parameter. */
  bytes(): Uint8Array | null;
}

/** The parts of an element that inputs are read from. */
export interface InputSource {
  readonly parameters: Pick<ParameterStore<never>, "get" | "bytes" | "param" | "form" | "table">;
  readonly options: Pick<Options, "binaryInputs" | "oddByte" | "dataMinerVersion">;
}

/**
 * Takes the snapshot of one input. The store replaces bytes and never writes into them, so the snapshot keeps the
 * array; nothing is copied or decoded here.
 * @param binary The QAction has `options="binary"`: the value is bytes, for parameters of every kind.
 */
export function takeInput(source: InputSource, pid: number, binary: boolean): Input {
  const { parameters } = source;
  const bytes = parameters.bytes(pid);
  if (bytes === undefined) {
    const table = parameters.table(pid);
    return table === undefined ? missingInput : new TableSnapshot(tableInput(table, source.options));
  }
  if (binary) return new BinarySnapshot(bytes, source.options.binaryInputs);
  if (bytes.length === 0 || parameters.param(pid)?.interprete.type !== "string") {
    return new ValueSnapshot(bytes, parameters.get(pid) ?? null);
  }
  return new TextSnapshot(bytes, pid, source);
}

const missingInput: Input = { value: () => null, bytes: () => null };

/** The columns of a table. An empty table has `null` for each; before 10.3.8 it had empty columns (RN 36528). */
function tableInput(table: Table, options: Pick<Options, "dataMinerVersion">): TableInput {
  if (table.size > 0 || isOlder(options.dataMinerVersion, "10.3.8")) return table.contents();
  return new Array<null>(table.width).fill(null);
}

class TableSnapshot implements Input {
  readonly #columns: TableInput;

  constructor(columns: TableInput) {
    this.#columns = columns;
  }

  value(): TableInput {
    return this.#columns;
  }

  bytes(): null {
    return null;
  }
}

class BinarySnapshot implements Input {
  readonly #bytes: Uint8Array;
  readonly #form: "array" | "bytes";
  #array: number[] | undefined;

  constructor(bytes: Uint8Array, form: "array" | "bytes") {
    this.#bytes = bytes;
    this.#form = form;
  }

  value(): InputValue {
    return this.#form === "bytes" ? this.#bytes : (this.#array ??= toByteStream(this.#bytes));
  }

  bytes(): Uint8Array {
    return this.#bytes;
  }
}

class ValueSnapshot implements Input {
  readonly #bytes: Uint8Array;
  readonly #value: Value;

  constructor(bytes: Uint8Array, value: Value) {
    this.#bytes = bytes;
    this.#value = value;
  }

  value(): Value {
    return this.#value;
  }

  bytes(): Uint8Array {
    return this.#bytes;
  }
}

/** Text that is decoded when it is read: by the store while it still holds the same bytes, otherwise here. */
class TextSnapshot implements Input {
  readonly #bytes: Uint8Array;
  readonly #pid: number;
  readonly #source: InputSource;
  #text: Value | undefined;

  constructor(bytes: Uint8Array, pid: number, source: InputSource) {
    this.#bytes = bytes;
    this.#pid = pid;
    this.#source = source;
  }

  value(): Value {
    if (this.#text === undefined) {
      const { parameters, options } = this.#source;
      const same = parameters.bytes(this.#pid) === this.#bytes;
      this.#text = same
        ? (parameters.get(this.#pid) ?? null)
        : storedText(this.#bytes, parameters.form, options.oddByte);
    }
    return this.#text;
  }

  bytes(): Uint8Array {
    return this.#bytes;
  }
}

/** Text of stored bytes, as `GetParameter` would have returned it. */
function storedText(bytes: Uint8Array, form: StorageForm, oddByte: Options["oddByte"]): string {
  if (oddByte === "unit" || form !== "unicode" || bytes.length % 2 === 0) return fromStorage(bytes, form);
  return fromStorage(bytes.subarray(0, -1), form) + (oddByte === "drop" ? "" : "\u{fffd}");
}
