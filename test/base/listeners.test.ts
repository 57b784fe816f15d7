/** Functions of a program that are told of something. */
import { once } from "node:events";
import { expect } from "chai";
import { Listeners, warnOfProcess } from "../../src/base/listeners.ts";

describe("listeners", () => {
  it("tell everybody in order, and a listener that is added twice once", () => {
    const told: string[] = [];
    const listeners = new Listeners<string>(() => told.push("failed"));
    expect(listeners.any).to.equal(false);
    const first = (text: string): void => void told.push(`first ${text}`);
    listeners.add(first);
    const end = listeners.add((text) => told.push(`second ${text}`));
    listeners.add(first);
    listeners.tell("a");
    end();
    listeners.tell("b");
    expect(told).to.deep.equal(["first a", "second a", "first b"]);
  });

  it("one that throws is reported once, the others are told, and it is told again", () => {
    const told: string[] = [];
    const errors: unknown[] = [];
    const listeners = new Listeners<string>((error) => errors.push(error));
    const broken = new Error("broken");
    const end = listeners.add((text) => {
      told.push(`broken ${text}`);
      throw broken;
    });
    expect(listeners.anyWhole).to.equal(true);
    listeners.tell("a");
    expect([listeners.any, listeners.anyWhole]).to.deep.equal([true, false]);
    listeners.add((text) => told.push(`whole ${text}`));
    listeners.tell("b");
    expect(listeners.anyWhole).to.equal(true);
    expect(errors).to.deep.equal([broken]);
    expect(told).to.deep.equal(["broken a", "broken b", "whole b"]);
    end();
    listeners.tell("c");
    expect(told.slice(3)).to.deep.equal(["whole c"]);
  });

  it("one that adds or takes away others does not change who is told now", () => {
    const told: string[] = [];
    const listeners = new Listeners<string>(() => undefined);
    const late = (): void => void told.push("late");
    listeners.add(() => {
      listeners.add(late);
      end();
    });
    const end = listeners.add(() => told.push("second"));
    listeners.tell("a");
    expect(told).to.deep.equal(["second"]);
    listeners.tell("b");
    expect(told).to.deep.equal(["second", "late"]);
  });

  it("what nobody else wants to know is a warning of the process", async () => {
    for (const thrown of [new Error("broken"), "a text", { odd: true }]) {
      const warned = once(process, "warning");
      warnOfProcess(thrown);
      const [warning] = (await warned) as [Error];
      expect(warning.message).to.contain(
        thrown instanceof Error ? "broken" : typeof thrown === "string" ? "a text" : "odd: true",
      );
    }
  });
});
