/** What a user may say about an element is checked before anything starts. */
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { checkValues, connectionInputs, namedOptions } from "../../src/element/element-settings.ts";
import { defaultOptions } from "../../src/options/register.ts";
import { connector, numberParam, webSocket } from "../support/element/connector.ts";

const protocol = connector({
  connections: webSocket(0, { statusPid: 7 }) + webSocket(1, { statusPid: 17 }),
  params: numberParam(17),
});

/** The error of a call. */
function errorOf(call: () => unknown): QActionKitError {
  try {
    call();
  } catch (error) {
    if (error instanceof QActionKitError) return error;
    throw error;
  }
  throw new Error("nothing thrown");
}

describe("element settings", () => {
  it("fields at the top belong to connection 0, those by id to their connection", () => {
    const inputs = connectionInputs(protocol, {
      host: "ws://a",
      port: 1,
      connections: { 0: { port: 2 }, 1: { host: "ws://b", includeTimeout: false } },
    });
    expect(inputs.get(0)).to.include({ host: "ws://a", port: 2 });
    expect(inputs.get(1)).to.deep.equal({ host: "ws://b", includeTimeout: false });
  });

  it("refuses a connection the protocol does not have, and numbers out of range, saying which", () => {
    const stray = errorOf(() => connectionInputs(protocol, { connections: { 5: {} } }));
    expect(stray.code).to.equal("ERR_ELEMENT_OPTION");
    expect(stray.message).to.contain("no connection 5").and.to.contain("0, 1");
    for (const bad of [{ port: 65_536 }, { port: 1.5 }, { timeoutMs: 0 }, { retries: 11 }]) {
      expect(errorOf(() => connectionInputs(protocol, bad)).code, JSON.stringify(bad)).to.equal(
        "ERR_ELEMENT_OPTION",
      );
    }
  });

  it("takes named options from among the fields, and refuses wrong values", () => {
    const options = namedOptions({ host: "ws://a", port: 1, timeoutMs: 100, retries: 0, codePage: 1251 });
    expect(options).to.deep.equal({ ...defaultOptions, codePage: 1251 });
    expect(errorOf(() => namedOptions({ equalResponse: "sometimes" as unknown as "off" })).code).to.equal(
      "ERR_OPTION",
    );
  });

  it("refuses a start value of a parameter that does not exist", () => {
    expect(() => {
      checkValues(protocol, { 7: 1 });
    }).to.not.throw();
    expect(
      errorOf(() => {
        checkValues(protocol, { 4711: "x" });
      }).message,
    ).to.contain("4711");
  });
});
