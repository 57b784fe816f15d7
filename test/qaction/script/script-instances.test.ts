/** Objects of instance entry points. */
import { expect } from "chai";
import { ScriptInstances } from "../../../src/qaction/script/script-instances.ts";

describe("script instances", () => {
  it("one object for each class", () => {
    class A {
      readonly a = 1;
    }
    class B {
      readonly b = 1;
    }
    const instances = new ScriptInstances();
    expect(instances.of(A)).to.equal(instances.of(A)).and.to.be.instanceOf(A);
    expect(instances.of(B)).to.be.instanceOf(B);
  });

  it("disposes by Dispose, dispose, Symbol.dispose or Symbol.asyncDispose, the first that exists", async () => {
    const events: string[] = [];
    const say = (word: string) => () => {
      events.push(word);
    };
    class Net {
      readonly Dispose = say("Dispose");
      readonly dispose = say("not this one");
    }
    class Small {
      readonly dispose = say("dispose");
    }
    class Using {
      readonly [Symbol.dispose] = say("Symbol.dispose");
    }
    class Later {
      async [Symbol.asyncDispose](): Promise<void> {
        await Promise.resolve();
        events.push("Symbol.asyncDispose");
      }
    }
    class Nothing {
      readonly x = 1;
    }
    const instances = new ScriptInstances();
    for (const each of [Net, Small, Using, Later, Nothing]) instances.of(each);
    await instances.dispose(() => undefined);
    expect(events).to.deep.equal(["Dispose", "dispose", "Symbol.dispose", "Symbol.asyncDispose"]);
    await instances.dispose(() => undefined);
    expect(events).to.have.length(4);
  });

  it("one that throws does not keep the others from being disposed of", async () => {
    const events: unknown[] = [];
    class Bad {
      Dispose(): void {
        throw new Error("stuck");
      }
    }
    class Good {
      Dispose(): void {
        events.push("good");
      }
    }
    const instances = new ScriptInstances();
    instances.of(Bad);
    instances.of(Good);
    await instances.dispose((error) => events.push((error as Error).message));
    expect(events).to.deep.equal(["stuck", "good"]);
  });
});
