/** Values of parameters as the wire layer asks for them: stored bytes, and numbers to and from bytes. */
import { numberCodec, type NumberCodec } from "../../parameter/slot/number-codec.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { EncodeNumber, NumberOf } from "../../wire/response/match-model.ts";
import { noBytes, type BytesOf } from "../../wire/segments.ts";
import type { ChainContext } from "../chain/context.ts";

/** The parameters of one element, for the functions that split and compose messages. */
export class WireValues {
  /** Storage bytes of a parameter; none when it does not exist. */
  readonly bytesOf: BytesOf;
  /** The number that bytes mean for a parameter; without bytes its value. */
  readonly numberOf: NumberOf;
  readonly #parameters: ParameterStore<ChainContext>;

  constructor(parameters: ParameterStore<ChainContext>) {
    this.#parameters = parameters;
    this.bytesOf = (pid) => parameters.bytes(pid) ?? noBytes;
    this.numberOf = (pid, bytes) => {
      if (bytes === undefined) return parameters.number(pid);
      return bytes.length === 0 ? undefined : this.#codecOf(pid)?.decode(bytes);
    };
  }

  /** The bytes of a number for a parameter, in its current length when that is fixed. */
  get encodeNumber(): EncodeNumber {
    return (pid, value) => {
      const fixed = this.#parameters.param(pid)?.interprete.lengthType === "fixed";
      return this.#codecOf(pid)?.encode(value, fixed ? this.#parameters.bytes(pid)?.length : undefined);
    };
  }

  #codecOf(pid: number): NumberCodec | undefined {
    const param = this.#parameters.param(pid);
    return param && numberCodec(param);
  }
}
