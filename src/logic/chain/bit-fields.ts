/** Bits of a group: a changed group fills its *read bit* parameters, a set *write bit* changes its group (`LogicParameters`). */
import { inOrder, type MaybePromise } from "../../base/maybe-promise.ts";
import type { NoticeSink } from "../../base/notices.ts";
import { memoize } from "../../base/memo.ts";
import type { Param, Protocol } from "../../protocol/model.ts";
import { readBits, writeBits } from "../../wire/bits.ts";
import { noBytes } from "../../wire/segments.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { ChainContext } from "./context.ts";

/** What a new value sets off at once, before its triggers. */
export type BitStep = (context: ChainContext) => MaybePromise;

/** The *read bit* parameters of a protocol by their group. */
const readBitsOf = memoize((protocol: Protocol): ReadonlyMap<number, readonly Param[]> => {
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

/** The step of a group that has read bits, or of a write bit that has a group. */
export function bitStep(
  param: Param,
  protocol: Protocol,
  parameters: ParameterStore<ChainContext>,
  notice: NoticeSink,
): BitStep | undefined {
  const bits = readBitsOf(protocol).get(param.id);
  if (bits !== undefined) {
    return (context) => inOrder(bits, (bit) => readBit(param, bit, parameters, notice, context));
  }
  const group = param.type === "write bit" ? groupOf(param, protocol) : undefined;
  return group && ((context) => writeBit(group, param, parameters, notice, context));
}

function readBit(
  group: Param,
  bit: Param,
  parameters: ParameterStore<ChainContext>,
  notice: NoticeSink,
  context: ChainContext,
): MaybePromise {
  const value = readBits(parameters.bytes(group.id) ?? noBytes, group, bit);
  if (value !== undefined) return parameters.set(bit.id, value, "device", context).done;
  report(
    bit,
    `its bits do not lie within group ${String(group.id)}, or are no number of its RawType`,
    notice,
  );
}

function writeBit(
  group: Param,
  bit: Param,
  parameters: ParameterStore<ChainContext>,
  notice: NoticeSink,
  context: ChainContext,
): MaybePromise {
  const value = parameters.number(bit.id) ?? 0;
  const bytes = writeBits(parameters.bytes(group.id) ?? noBytes, group, bit, value);
  if (bytes !== undefined) return parameters.setBytes(group.id, bytes, "construct", context).done;
  report(
    bit,
    `${String(parameters.secrets.shown(bit.id, value))} does not fit its bits of group ${String(group.id)}, which keeps its bytes`,
    notice,
  );
}

function report(bit: Param, reason: string, notice: NoticeSink): void {
  notice({
    code: "BITS_REFUSED",
    kind: "warning",
    message: `Parameter ${String(bit.id)} (${bit.name}): ${reason}. See its StartPosition and NbrOfBits.`,
    details: { pid: bit.id },
  });
}
