/** `examples/calculator`: a connector that calculates without a QAction. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import fc from "fast-check";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { start } from "../support/child.ts";

const path = fileURLToPath(new URL("../../examples/calculator/protocol.xml", import.meta.url));

const [operandA, operator, operandB, result, state] = [1, 2, 3, 10, 11];
const [writeA, writeOperator, writeB, useResult] = [101, 102, 103, 104];

describe("example calculator", () => {
  it("has no diagnostics, and no QAction", () => {
    const { protocol, diagnostics } = parseProtocol(readFileSync(path));
    expect(diagnostics).to.deep.equal([]);
    expect([protocol.qactions.size, protocol.connections.map(({ kind }) => kind)]).to.deep.equal([
      0,
      ["virtual"],
    ]);
  });

  it("calculates what it starts with: 12 + 3", async () => {
    await using test = await TestElement.start(path);
    expect([test.get(result), test.get(state)]).to.deep.equal([15, "OK"]);
  });

  const table: readonly (readonly [number, string, number, number])[] = [
    [12, "+", 3, 15],
    [12, "-", 3, 9],
    [12, "*", 3, 36],
    [12, "/", 3, 4],
    [0.5, "-", 0.75, -0.25],
    [1, "/", 3, 0.333333],
    [2, "/", 3, 0.666667],
    [49, "/", 49, 1],
    [-7, "/", 2, -3.5],
    [1_000_000, "*", 1_000_000, 1e12],
  ];
  for (const [a, sign, b, expected] of table) {
    it(`${String(a)} ${sign} ${String(b)} = ${String(expected)}`, async () => {
      await using test = await TestElement.start(path);
      await test.set(writeA, a);
      await test.set(writeOperator, sign);
      await test.set(writeB, b);
      expect([test.get(operandA), test.get(operator), test.get(operandB)]).to.deep.equal([a, sign, b]);
      expect([test.get(result), test.get(state)]).to.deep.equal([expected, "OK"]);
    });
  }

  it("the result changes once for each input, and not at all when nothing else comes out", async () => {
    await using test = await TestElement.start(path);
    const results = (): unknown[] =>
      test.changes.filter(({ pid, changed }) => pid === result && changed).map(({ value }) => value);
    await test.set(writeB, 5);
    await test.set(writeOperator, "-");
    expect(results()).to.deep.equal([15, 17, 7]);
    await test.set(writeB, 5);
    expect(results()).to.deep.equal([15, 17, 7]);
  });

  it("division by zero empties the result and says so; the next input brings a result back", async () => {
    await using test = await TestElement.start(path);
    await test.set(writeOperator, "/");
    await test.set(writeB, 0);
    expect([test.bytes(result)?.length, test.get(state)]).to.deep.equal([0, "Division by zero"]);
    await test.set(useResult, "use");
    expect(test.get(operandA)).to.equal(12);
    await test.set(writeB, 4);
    expect([test.get(result), test.get(state)]).to.deep.equal([3, "OK"]);
  });

  it("goes on with the result: 12 + 3 = 15, 15 + 3 = 18", async () => {
    await using test = await TestElement.start(path);
    await test.set(useResult, "use");
    expect([test.get(operandA), test.get(result)]).to.deep.equal([15, 18]);
  });

  it("adds and subtracts any two whole numbers as JavaScript does", async () => {
    await using test = await TestElement.start(path);
    const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
    await fc.assert(
      fc.asyncProperty(whole, whole, async (a, b) => {
        await test.set(writeA, a);
        await test.set(writeB, b);
        await test.set(writeOperator, "-");
        expect(test.get(result)).to.equal(a - b);
        await test.set(writeOperator, "+");
        expect(test.get(result)).to.equal(a + b);
      }),
      { numRuns: 30 },
    );
  });

  it("runs with qaction run, with values of the command line", async () => {
    const args = ["run", path, "--for", "1", "--json", "--set", "1=42", "--set", "2=/", "--set", "3=5"];
    const { code, out, err } = await start("src/cli/main.ts", args).ended;
    expect([code, err]).to.deep.equal([0, ""]);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { event?: string; type?: string; pid?: number; value?: unknown });
    expect(lines.filter(({ pid }) => pid === result).map(({ value }) => value)).to.include(8.4);
  });
});
