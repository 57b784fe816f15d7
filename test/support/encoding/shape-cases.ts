/** What a shape makes of inputs: right ones, and those it must leave alone. */
import { expect } from "chai";
import type { InputShape } from "../../../src/encoding/read-bytes/input-shape.ts";

/** `hex:` and the bytes in lower case, `text:` and the text, `miss` and the offset of what is wrong, or `nothing`. */
export function outcomeOf(shape: InputShape, input: string): string {
  const outcome = shape.read(input);
  if (outcome === undefined) return "nothing";
  if (!("content" in outcome)) return `miss ${String(outcome.index)}`;
  return typeof outcome.content === "string"
    ? `text:${outcome.content}`
    : `hex:${Buffer.from(outcome.content).toString("hex")}`;
}

/** Checks rows of input and outcome. */
export function expectOutcomes(
  shape: InputShape,
  rows: readonly (readonly [input: string, outcome: string])[],
): void {
  for (const [input, outcome] of rows)
    expect(outcomeOf(shape, input), `${shape.name}: ${input}`).to.equal(outcome);
}

/** Checks which inputs a shape is sure of, so that it takes them in a file too. */
export function expectSure(shape: InputShape, sure: readonly string[], unsure: readonly string[]): void {
  const isSure = (input: string): unknown => {
    const outcome = shape.read(input);
    return outcome !== undefined && "content" in outcome ? outcome.sure : outcome;
  };
  for (const input of sure) expect(isSure(input), `${shape.name}: ${input}`).to.equal(true);
  for (const input of unsure) expect(isSure(input), `${shape.name}: ${input}`).to.equal(false);
}
