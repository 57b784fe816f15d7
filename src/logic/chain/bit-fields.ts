/** Bits of a group: a changed group fills its *read bit* parameters, a set *write bit* changes its group (`LogicParameters`). */
import { inOrder, type MaybePromise } from "../../base/maybe-promise.ts";
import { oncePer } from "../../base/once-per.ts";
import type { Param, Protocol } from "../../protocol/model.ts";
import { readBits, writeBits } from "../../wire/bits.ts";
import type { LogicCore } from "../engine-model.ts";
import type { ChainContext } from "../logic-host.ts";

/** What follows at once from a new value, before its triggers. */
export type BitStep = (context: ChainContext) => MaybePromise;

/** The *read bit* parameters of a protocol by their group. */
const readBitsOf = oncePer((protocol: Protocol): ReadonlyMap<number, readonly Param[]> => {
  const readBits = new Map<number, Param[]>();
  for (const param of protocol.params.values()) {
    const group = param.type === "read bit" ? groupOf(param, protocol) : undefined;
    if (group === undefined) continue;
    const list = readBits.get(group.id);
    if (list === undefined) readBits.set(group.id, [param]);
    else list.push(param);
  }
  return readBits;
});

function groupOf(bit: Param, protocol: Protocol): Param | undefined {
  return bit.typeId === undefined ? undefined : protocol.params.get(Number(bit.typeId));
}

/** The bit fields of one element. */
export class BitFields {
  readonly #core: Pick<LogicCore, "protocol" | "parameters" | "ports">;

  constructor(core: Pick<LogicCore, "protocol" | "parameters" | "ports">) {
    this.#core = core;
  }

  /** The step of a group that has read bits, or of a write bit that has a group. */
  stepOf(param: Param): BitStep | undefined {
    const { protocol } = this.#core;
    const bits = readBitsOf(protocol).get(param.id);
    if (bits !== undefined) return (context) => inOrder(bits, (bit) => this.#read(param, bit, context));
    const group = param.type === "write bit" ? groupOf(param, protocol) : undefined;
    return group && ((context) => this.#write(group, param, context));
  }

  #read(group: Param, bit: Param, context: ChainContext): MaybePromise {
    const { parameters } = this.#core;
    const value = readBits(parameters.bytes(group.id) ?? new Uint8Array(), group, bit);
    if (value !== undefined) return parameters.set(bit.id, value, "device", context).done;
    this.#report(
      bit,
      `its bits do not lie within group ${String(group.id)}, or are no number of its RawType`,
    );
  }

  #write(group: Param, bit: Param, context: ChainContext): MaybePromise {
    const { parameters } = this.#core;
    const value = parameters.number(bit.id) ?? 0;
    const bytes = writeBits(parameters.bytes(group.id) ?? new Uint8Array(), group, bit, value);
    if (bytes !== undefined) return parameters.setBytes(group.id, bytes, "construct", context).done;
    this.#report(
      bit,
      `${String(value)} does not fit its bits of group ${String(group.id)}, which keeps its bytes`,
    );
  }

  #report(bit: Param, reason: string): void {
    this.#core.ports.notice({
      code: "BITS_REFUSED",
      kind: "warning",
      message: `Parameter ${String(bit.id)} (${bit.name}): ${reason}. See its StartPosition and NbrOfBits.`,
      details: { pid: bit.id },
    });
  }
}
