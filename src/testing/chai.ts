/** `qaction-kit/chai`: assertions about elements and bytes, with messages that say where text went wrong. */
import type {} from "chai";
import type { ElementEvent } from "../element/events.ts";
import type { Value } from "../parameter/value.ts";
import type { Protocol } from "../protocol/model.ts";
import { keyDifference, textDifference } from "./text-difference.ts";
import { logLine, troubles } from "./what-happened.ts";

/** What an assertion needs of an element: a `TestElement`, or anything with these members. */
interface Inspectable {
  get(pid: number): Value | undefined;
  bytes(pid: number): Uint8Array | undefined;
  /** Cells of a row by idx; `undefined` without such a row. */
  row(table: number, key: string): readonly Value[] | undefined;
  /** A cell by idx or parameter id of its column; `undefined` without such a row or column. */
  cell(table: number, key: string, column: number): Value | undefined;
  rows(table: number): readonly (readonly Value[])[];
  keys(table: number): readonly string[];
  readonly inTimeout: boolean;
  readonly element: { readonly protocol: Protocol };
  readonly events: readonly ElementEvent[];
  readonly sent: readonly { readonly text: string; readonly bytes: Uint8Array }[];
}

declare global {
  namespace Chai {
    interface Assertion {
      /** The element's parameter has the value: `expect(element).to.have.parameter(20, "é")`. */
      parameter(pid: number, value: Value): Assertion;
      /** The table has a row with this primary key and, when given, these cells by idx; cells beyond the list are not compared. */
      row(table: number, key: string, cells?: readonly Value[]): Assertion;
      /** A cell has the value; its column by idx, or by parameter id. */
      cell(table: number, key: string, column: number, value: Value): Assertion;
      /** A command with this text (as UTF-8) or these bytes was sent. */
      sent(message: string | RegExp | Uint8Array): Assertion;
      /** A line of the log contains the text, or matches the pattern. */
      logged(line: string | RegExp): Assertion;
      /** The element is in timeout: `expect(element).to.be.inTimeout()`. */
      inTimeout(): Assertion;
      /** The bytes are these; a failure shows both as hex. */
      bytes(expected: ArrayLike<number>): Assertion;
    }
  }
}

/** Bytes as hex in pairs, the first difference marked by brackets. */
function hex(bytes: ArrayLike<number>, other: ArrayLike<number>): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
  const differs = pairs.findIndex((_, index) => bytes[index] !== other[index]);
  if (differs >= 0) pairs[differs] = `[${pairs[differs] ?? ""}]`;
  return pairs.join(" ");
}

/** Half a sentence: what a parameter without a value is. */
function whyNothing({ element: { protocol } }: Inspectable, pid: number): string {
  const param = protocol.params.get(pid);
  if (param === undefined) return `there is no parameter ${String(pid)}`;
  if (param.table !== undefined) return `it is a table: use row or cell`;
  return `it holds no value of its own: use cell for a column`;
}

/** What else is wrong in the element. */
const others = ({ events, element }: Inspectable): string => troubles(events, element.protocol);

/** The plugin: `chai.use(qactionChai)`. */
export default function qactionChai(chai: Chai.ChaiStatic, utils: Chai.ChaiUtils): void {
  const { Assertion } = chai;
  const element = (assertion: object): Inspectable => utils.flag(assertion, "object") as Inspectable;

  Assertion.addMethod("parameter", function parameter(pid: number, expected: Value) {
    const subject = element(this);
    const actual = subject.get(pid);
    const is =
      actual === undefined ? whyNothing(subject, pid) : `it is #{act}${textDifference(actual, expected)}`;
    this.assert(
      Object.is(actual, expected),
      `expected parameter ${String(pid)} to be #{exp} but ${is}${others(subject)}`,
      `expected parameter ${String(pid)} not to be #{exp}`,
      expected,
      actual,
    );
  });

  Assertion.addMethod("row", function row(table: number, key: string, expected?: readonly Value[]) {
    const subject = element(this);
    const actual = subject.row(table, key);
    const where = `table ${String(table)}`;
    const same = expected?.every((cell, idx) => Object.is(cell, actual?.[idx] ?? null)) ?? true;
    const there = subject
      .rows(table)
      .map((cells) => `\n  ${JSON.stringify(cells)}`)
      .join("");
    const difference =
      actual === undefined
        ? keyDifference(subject.keys(table), key)
        : (expected ?? []).map((cell, idx) => textDifference(actual[idx], cell)).find((text) => text !== "");
    const wanted = expected === undefined ? `a row '${key}'` : `the row '${key}' to be #{exp}`;
    this.assert(
      actual !== undefined && same,
      `expected ${where} to have ${wanted}${difference ?? ""}; its rows are:${there || " none"}${others(subject)}`,
      `expected ${where} not to have ${expected === undefined ? `a row '${key}'` : `#{exp} in row '${key}'`}`,
      expected,
      actual,
    );
  });

  Assertion.addMethod("cell", function cell(table: number, key: string, column: number, expected: Value) {
    const subject = element(this);
    const actual = subject.cell(table, key, column);
    const where = `column ${String(column)} of row '${key}' in table ${String(table)}`;
    const is =
      actual === undefined
        ? `there is no such cell${keyDifference(subject.keys(table), key)}`
        : `it is #{act}${textDifference(actual, expected)}`;
    this.assert(
      Object.is(actual, expected),
      `expected ${where} to be #{exp} but ${is}${others(subject)}`,
      `expected ${where} not to be #{exp}`,
      expected,
      actual,
    );
  });

  Assertion.addMethod("sent", function sent(message: string | RegExp | Uint8Array) {
    const subject = element(this);
    const all = subject.sent;
    const fits = all.some(({ text, bytes }) => {
      if (typeof message === "string") return text === message;
      return message instanceof RegExp ? message.test(text) : Buffer.compare(bytes, message) === 0;
    });
    const list = all.map(({ text }) => `\n  ${JSON.stringify(text)}`).join("") || " nothing";
    const difference = all.map(({ text }) => textDifference(text, message)).find((text) => text !== "");
    this.assert(
      fits,
      `expected #{exp} to be sent${difference ?? ""}; sent was:${list}${others(subject)}`,
      "expected #{exp} not to be sent",
      message,
    );
  });

  Assertion.addMethod("logged", function logged(line: string | RegExp) {
    const subject = element(this);
    const all = subject.events.filter((event) => event.type === "log");
    const fits = all.some(({ message, code = "" }) =>
      [message, code].some((one) => (typeof line === "string" ? one.includes(line) : line.test(one))),
    );
    const list = all.map((one) => `\n  ${logLine(one, subject.element.protocol)}`).join("") || " nothing";
    this.assert(
      fits,
      `expected #{exp} to be logged; the log is:${list}`,
      "expected #{exp} not to be logged",
      line,
    );
  });

  Assertion.addMethod("inTimeout", function inTimeout() {
    const actual = element(this).inTimeout;
    this.assert(
      actual,
      "expected the element to be in timeout",
      "expected the element not to be in timeout",
      true,
      actual,
    );
  });

  Assertion.addMethod("bytes", function bytes(expected: ArrayLike<number>) {
    const actual = utils.flag(this, "object") as ArrayLike<number>;
    const same =
      actual.length === expected.length &&
      Array.from(actual).every((byte, index) => byte === expected[index]);
    this.assert(
      same,
      `expected the bytes\n  ${hex(expected, actual)}\nbut they are\n  ${hex(actual, expected)}\n `,
      `expected the bytes not to be ${hex(expected, expected)}`,
      undefined,
    );
  });
}
