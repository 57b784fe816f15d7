/** What a page may ask: nothing is trusted to have its shape. */
import { expect } from "chai";
import fc from "fast-check";
import { readRequest } from "../../src/viewer/requests.ts";

describe("requests of the viewer's page", () => {
  it("takes each question, without what else it carries", () => {
    const questions = [
      { id: 1, do: "watch", elements: [0, 2] },
      { id: 2, do: "set", element: 0, pid: 5, value: "x" },
      { id: 3, do: "set", element: 0, pid: 5, key: "k", value: 1.5 },
      { id: 4, do: "table", element: 0, table: 1000, on: true },
      { id: 5, do: "value", element: 0, pid: 5 },
      { id: 6, do: "message", element: 0, number: 7 },
      { id: 7, do: "decode", text: "c3", as: "hex" },
      { id: 8, do: "export", element: 0, form: "text", numbers: [1, 2] },
    ];
    for (const question of questions)
      expect(readRequest(JSON.stringify({ ...question, more: 1 }))).to.deep.equal(question);
  });

  it("refuses every other shape", () => {
    const wrong = [
      "",
      "null",
      "[]",
      "{",
      '{"do":"watch","elements":[0]}',
      '{"id":1,"do":"watch","elements":"0"}',
      '{"id":1,"do":"set","element":0,"pid":1,"value":{}}',
      '{"id":1,"do":"set","element":0,"pid":1,"key":2,"value":1}',
      '{"id":1,"do":"set","element":-1,"pid":1,"value":1}',
      '{"id":1,"do":"toString"}',
      '{"id":1,"do":"__proto__"}',
      '{"id":1,"do":"decode","text":"x","as":"zip"}',
      '{"id":1,"do":"export","element":0,"form":"exe","numbers":[]}',
    ];
    for (const text of wrong) expect(readRequest(text), text).to.equal(undefined);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        readRequest(text);
      }),
    );
  });
});
