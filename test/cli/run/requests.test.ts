/** Lines of `--repl`, as words and as JSON. */
import { expect } from "chai";
import { readRequest, requestNames, requestUsage } from "../../../src/cli/run/requests.ts";

describe("requests to a run", () => {
  for (const [line, request] of [
    ["set 110 on", { do: "set", pid: 110, value: "on" }],
    ["  set   110   two  words ", { do: "set", pid: 110, value: "two  words" }],
    ['set 110 " \\r\\n\\u00e9"', { do: "set", pid: 110, value: " \r\n\u00e9" }],
    ['set 110 ""', { do: "set", pid: 110, value: "" }],
    ['set 110 "a" and "b"', { do: "set", pid: 110, value: '"a" and "b"' }],
    ["cell 1003 key 5", { do: "cell", column: 1003, key: "key", value: "5" }],
    ['cell 1003 "a key" 5', { do: "cell", column: 1003, key: "a key", value: "5" }],
    ["press 2001", { do: "press", pid: 2001 }],
    ["press 2001 key", { do: "press", pid: 2001, key: "key" }],
    ["menu 1000 delete a b", { do: "menu", table: 1000, item: "delete", rows: ["a", "b"] }],
    ['menu 1000 "Add row"', { do: "menu", table: 1000, item: "Add row" }],
    ["trigger 7", { do: "trigger", trigger: 7 }],
    ['receive {"a":1}', { do: "receive", message: '{"a":1}' }],
    ["receive 1 hello", { do: "receive", connection: 1, message: "hello" }],
    ["receive 12", { do: "receive", message: "12" }],
    ["receive 0 0x7B 22", { do: "receive", connection: 0, hex: "7B22" }],
    ['send "0x7b"', { do: "send", message: "0x7b" }],
    ["get 5", { do: "get", pid: 5 }],
    ["get 1003 key", { do: "get", pid: 1003, key: "key" }],
    ["table 1000", { do: "table", table: 1000 }],
    ["open", { do: "open" }],
    ["close 1", { do: "close", connection: 1 }],
    ["wait 0.5", { do: "wait", seconds: 0.5 }],
    ["quit", { do: "quit" }],
    ['{"do":"set","pid":110,"value":1.5,"id":"a"}', { do: "set", pid: 110, value: 1.5, id: "a" }],
    ['{"do":"send","hex":"7b22"}', { do: "send", hex: "7b22" }],
    ['{"do":"send","connection":1,"message":"0x7b"}', { do: "send", connection: 1, message: "0x7b" }],
    [
      '{"do":"menu","table":1000,"item":"add","rows":[],"values":["a",2]}',
      { do: "menu", table: 1000, item: "add", rows: [], values: ["a", 2] },
    ],
    ["", undefined],
    ["# a comment", undefined],
  ] as const) {
    it(`reads ${JSON.stringify(line)}`, () => {
      expect(readRequest(line)).to.deep.equal(request);
    });
  }

  for (const [line, says] of [
    ["sett 1 2", "There is no request 'sett'. Did you mean 'set'?"],
    ["xyz", `There is no request 'xyz'. Use one of: ${requestNames.join(", ")}.`],
    ["set", "'set' needs PID. Write: set PID VALUE"],
    ["set 110", "'set' needs VALUE. Write: set PID VALUE"],
    ["set name on", "PID is not a whole number from 0. Write: set PID VALUE"],
    ["trigger -1", "TRIGGER is not a whole number from 0. Write: trigger TRIGGER"],
    ["trigger 1 2", "'2' is too much. Write: trigger TRIGGER"],
    ["wait 0", "SECONDS is not a number of seconds above 0. Write: wait SECONDS"],
    [
      'cell 1003 "key',
      'The quotes of "key do not end, or something follows them at once. Write: cell COLUMN KEY VALUE',
    ],
    ["send 0x7", '"7" is not hex: two digits a byte. Write: send [CONNECTION] MESSAGE'],
    ["restart now", "'now' is too much. Write: restart"],
    ['{"pid":1}', `A request needs "do": one of ${requestNames.join(", ")}.`],
    ['{"do":"get"}', `'get' needs "pid". Write: get PID [KEY]`],
    ['{"do":"get","pid":"5"}', "PID is not a whole number from 0. Write: get PID [KEY]"],
    ['{"do":"get","pid":5,"row":"a"}', `'get' has no "row". Its fields are: pid, key.`],
    ['{"do":"quit","now":true}', `'quit' has no "now". Its fields are: none.`],
    ['{"do":"set","pid":5,"value":[]}', "VALUE is not a text or a number. Write: set PID VALUE"],
    ['{"do":"send","hex":"7b","message":"x"}', `'send' takes "message" or "hex", not both.`],
    ['{"do":"get","pid":5,"id":{}}', '"id" of a request is a text or a number.'],
    [
      '{"do":"menu","table":1,"item":"a","rows":"a"}',
      "ROWS is not a list of texts. Write: menu TABLE ITEM [ROWS...]",
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(line)}`, () => {
      expect(() => readRequest(line)).to.throw(says);
    });
  }

  it("says that a line is not JSON", () => {
    expect(() => readRequest("{oops")).to.throw(/^The line is not JSON\. /);
  });

  it("writes how each is written", () => {
    expect(requestUsage("menu")).to.equal("menu TABLE ITEM [ROWS...]");
    expect(requestUsage("quit")).to.equal("quit");
  });
});
