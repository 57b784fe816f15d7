/** Numbers as bytes and back, in the form of a parameter: what the wire layer asks for. */
import { numberCodec, type NumberCodec } from "../../parameter/slot/number-codec.ts";
import type { EncodeNumber, NumberOf } from "../../wire/response/match-model.ts";
import type { LogicCore } from "../engine-model.ts";

function codecOf({ parameters }: Pick<LogicCore, "parameters">, pid: number): NumberCodec | undefined {
  const param = parameters.param(pid);
  return param && numberCodec(param);
}

/** The number that bytes mean for a parameter; without bytes its value. */
export function numberReader(core: Pick<LogicCore, "parameters">): NumberOf {
  return (pid, bytes) => {
    if (bytes === undefined) return core.parameters.number(pid);
    return bytes.length === 0 ? undefined : codecOf(core, pid)?.decode(bytes);
  };
}

/** The bytes of a number for a parameter, in its current length when that is fixed. */
export function numberWriter(core: Pick<LogicCore, "parameters">): EncodeNumber {
  return (pid, value) => {
    const fixed = core.parameters.param(pid)?.interprete.lengthType === "fixed";
    return codecOf(core, pid)?.encode(value, fixed ? core.parameters.bytes(pid)?.length : undefined);
  };
}
