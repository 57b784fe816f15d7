/** Bits of a group: a changed group fills its *read bit* parameters, a set *write bit* changes its group (`LogicParameters`). */
import type { NoticeSink } from "../log.ts";
import { inOrder, type MaybePromise } from "../maybe-promise.ts";
import type { Param, Protocol } from "../protocol/model.ts";
import type { ParameterStore } from "../parameter/store.ts";
import { readBits, writeBits } from "../wire/bits.ts";
import type { ChainContext } from "./ports.ts";

/** What follows at once from a new value, before its triggers. */
export type BitStep = (context: ChainContext) => MaybePromise;

/** What {@link BitFields} needs. */
export interface BitFieldParts {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<ChainContext>;
  readonly notice: NoticeSink;
}

/** The bit fields of one element. */
export class BitFields {
  readonly #parts: BitFieldParts;
  readonly #readBits = new Map<number, Param[]>();

  constructor(parts: BitFieldParts) {
    this.#parts = parts;
    for (const param of parts.protocol.params.values()) {
      const group = param.type === "read bit" ? this.#groupOf(param) : undefined;
      if (group === undefined) continue;
      const list = this.#readBits.get(group.id);
      if (list === undefined) this.#readBits.set(group.id, [param]);
      else list.push(param);
    }
  }

  /** The step of a group that has read bits, or of a write bit that has a group. */
  stepOf(param: Param): BitStep | undefined {
    const bits = this.#readBits.get(param.id);
    if (bits !== undefined) return (context) => inOrder(bits, (bit) => this.#read(param, bit, context));
    const group = param.type === "write bit" ? this.#groupOf(param) : undefined;
    return group && ((context) => this.#write(group, param, context));
  }

  #groupOf(bit: Param): Param | undefined {
    return bit.typeId === undefined ? undefined : this.#parts.protocol.params.get(Number(bit.typeId));
  }

  #read(group: Param, bit: Param, context: ChainContext): MaybePromise {
    const { parameters } = this.#parts;
    const value = readBits(parameters.bytes(group.id) ?? new Uint8Array(), group, bit);
    if (value !== undefined) return parameters.set(bit.id, value, "device", context).done;
    this.#report(
      bit,
      `its bits do not lie within group ${String(group.id)}, or are no number of its RawType`,
    );
  }

  #write(group: Param, bit: Param, context: ChainContext): MaybePromise {
    const { parameters } = this.#parts;
    const value = parameters.number(bit.id) ?? 0;
    const bytes = writeBits(parameters.bytes(group.id) ?? new Uint8Array(), group, bit, value);
    if (bytes !== undefined) return parameters.setBytes(group.id, bytes, "construct", context).done;
    this.#report(
      bit,
      `${String(value)} does not fit its bits of group ${String(group.id)}, which keeps its bytes`,
    );
  }

  #report(bit: Param, reason: string): void {
    this.#parts.notice({
      code: "BITS_REFUSED",
      kind: "warning",
      message: `Parameter ${String(bit.id)} (${bit.name}): ${reason}. See its StartPosition and NbrOfBits.`,
      details: { pid: bit.id },
    });
  }
}
