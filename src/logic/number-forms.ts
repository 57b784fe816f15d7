/** Numbers as bytes and back, in the form of a parameter: what the wire floor asks for. */
import { numberCodec, type NumberCodec } from "../parameter/codec.ts";
import type { EncodeNumber, NumberOf } from "../wire/match-model.ts";
import type { LogicCore } from "./engine-model.ts";

/** Codecs of parameters, each made once. */
function codecsOf({ parameters }: Pick<LogicCore, "parameters">): (pid: number) => NumberCodec | undefined {
  const codecs = new Map<number, NumberCodec>();
  return (pid) => {
    const known = codecs.get(pid);
    const param = known === undefined ? parameters.param(pid) : undefined;
    if (param === undefined) return known;
    const codec = numberCodec(param);
    codecs.set(pid, codec);
    return codec;
  };
}

/** The number that bytes mean for a parameter; without bytes its value. */
export function numberReader(core: Pick<LogicCore, "parameters">): NumberOf {
  const codecOf = codecsOf(core);
  return (pid, bytes) => {
    if (bytes === undefined) return core.parameters.number(pid);
    return bytes.length === 0 ? undefined : codecOf(pid)?.decode(bytes);
  };
}

/** The bytes of a number for a parameter, in its current length when that is fixed. */
export function numberWriter(core: Pick<LogicCore, "parameters">): EncodeNumber {
  const codecOf = codecsOf(core);
  return (pid, value) => {
    const fixed = core.parameters.param(pid)?.interprete.lengthType === "fixed";
    return codecOf(pid)?.encode(value, fixed ? core.parameters.bytes(pid)?.length : undefined);
  };
}
