/** Actions that bring the value of one parameter into others: *copy*, *copy reverse*, *append*, *append data*. */
import { bytesToHex } from "../../encoding/hex.ts";
import type { ActionWork, ItemAction } from "./action.ts";

/** `Type@id`, else the parameter whose trigger runs the action. */
function sourceOf(work: ActionWork): number | undefined {
  const { typeId } = work.action;
  const { firing } = work.context;
  return typeId ?? (firing?.on === "parameter" ? firing.id : undefined);
}

/** Runs `act` with the source, when there is one and it exists. */
function withSource(
  act: (work: ActionWork, target: number, source: number) => ReturnType<ItemAction["each"]>,
): ItemAction {
  return {
    each: (work, target) => {
      const source = sourceOf(work);
      if (source === undefined)
        return work.fail("it names no source, and it was not a parameter that fired it");
      if (work.engine.parameters.get(source) === undefined)
        return work.fail(`there is no parameter ${String(source)}`);
      return act(work, target, source);
    },
  };
}

/** The value of the source; text ends at the first zero (`LogicActionCopy`). A source that was never set gives nothing. */
export const copy = withSource((work, target, source) => work.copy(source, target));

/** The characters of the source from the last to the first; of a binary number its bytes. */
export const copyReverse = withSource((work, target, source) => {
  const { parameters, protocol } = work.engine;
  if (parameters.isEmpty(source) === true) return true;
  const binary = protocol.params.get(source)?.interprete;
  if (binary !== undefined && binary.type !== "string" && binary.rawType !== "numeric text") {
    return work.setBytes(target, Uint8Array.from(parameters.bytes(source) ?? []).reverse());
  }
  return work.set(
    target,
    Array.from(parameters.text(source) ?? "")
      .reverse()
      .join(""),
  );
});

/** `hex` or `hex-n`: upper-case digits of the stored bytes, a space behind every n of them. */
function hexText(bytes: Uint8Array, option: string): string {
  const digits = bytesToHex(bytes).toUpperCase();
  // More than there are would be no number that a pattern takes.
  const group = Math.min(bytes.length, Number(/^hex-(\d+)$/i.exec(option)?.[1] ?? 0));
  if (group === 0) return digits;
  return (digits.match(new RegExp(`.{1,${String(group * 2)}}`, "g")) ?? []).join(" ");
}

/** What *append* adds: text of the source, its bytes in hexadecimal, or the fixed text of `Type@value`. */
function addition(work: ActionWork): string | undefined {
  const { typeId, attributes } = work.action;
  const { parameters } = work.engine;
  const option = attributes["options"]?.trim() ?? "";
  const fixed = typeId === undefined ? attributes["value"] : undefined;
  if (fixed !== undefined) return fixed;
  const source = sourceOf(work);
  if (source === undefined || parameters.get(source) === undefined) return undefined;
  if (/^hex(-\d+)?$/i.test(option)) return hexText(parameters.bytes(source) ?? new Uint8Array(), option);
  return parameters.text(source) ?? "";
}

/** Adds a text at the end of the target's. */
export const append: ItemAction = {
  each: (work, target) => {
    const added = addition(work);
    if (added === undefined) return work.fail("it has neither a source that exists nor a fixed value");
    return work.set(target, (work.engine.parameters.text(target) ?? "") + added);
  },
};

/**
 * Adds the stored bytes of the source at the end of the target's. A target of fixed length keeps the last bytes, so
 * that a *clear* before leaves just those of the source.
 */
export const appendData = withSource((work, target, source) => {
  const { parameters } = work.engine;
  const [kept, added] = [parameters.bytes(target), parameters.bytes(source)];
  if (kept === undefined || added === undefined)
    return work.fail("source and target must be standalone parameters");
  const joined = Buffer.concat([kept, added]);
  const fixed = parameters.param(target)?.interprete.lengthType === "fixed";
  return work.setBytes(target, fixed ? joined.subarray(-kept.length) : joined);
});
