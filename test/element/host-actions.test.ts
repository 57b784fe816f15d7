/** Actions that reach outside of the logic. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { savedInMemory } from "../../src/parameter/saved/saved-values.ts";
import { connector, numberParam, textParam } from "../support/element/connector.ts";
import { listen } from "../support/element/opened.ts";

const action = (id: number, type: string): string =>
  `<Trigger id="${String(id)}"><On id="${String(id)}">parameter</On><Time>change</Time><Type>action</Type><Content><Id>${String(id)}</Id></Content></Trigger>|` +
  `<Action id="${String(id)}"><On id="12">parameter</On><Type>${type}</Type></Action>`;
const actions = [action(41, "save"), action(42, "clear on display"), action(43, "normalize")];

describe("host of the engine", () => {
  it("save keeps the value, clear on display and normalize are told", async () => {
    const savedValues = savedInMemory();
    const element = new Element(
      connector({
        params:
          [41, 42, 43].map((id) => numberParam(id, "write")).join("") + textParam(12, { value: "kept" }),
        triggers: actions.map((both) => both.split("|")[0]).join(""),
        actions: actions.map((both) => both.split("|")[1]).join(""),
      }),
      { savedValues },
    );
    const events = listen(element);
    await element.start();
    for (const pid of [41, 42, 43]) await element.set(pid, 1);
    await element.stop();
    const shown = events.filter(({ type }) => type === "display" || type === "normalized");
    expect(shown.map(({ type, ...rest }) => [type, "pid" in rest && rest.pid])).to.deep.equal([
      ["display", 12],
      ["normalized", 12],
    ]);
    expect([...savedValues.load()].map(([pid, { text }]) => [pid, text])).to.deep.equal([[12, "kept"]]);
  });
});
