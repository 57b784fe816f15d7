/** What a user may say about an element is checked before anything starts. */
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { connectionSettings } from "../../src/connection/connection-settings.ts";
import { Element } from "../../src/element/element.ts";
import { checkValues, connectionInputs, type ElementOptions } from "../../src/element/element-settings.ts";
import { defaultOptions, optionRegister } from "../../src/options/register.ts";
import { allowed } from "../support/options/allowed.ts";
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

  it("named options stand in options: the fields of the same name are fields of connection 0", () => {
    const { options } = new Element(protocol, { timeoutMs: 100, retries: 0, options: { codePage: 1251 } });
    expect(options).to.deep.equal({ ...defaultOptions, codePage: 1251 });
    const wrong = { options: { equalResponse: "sometimes" as unknown as "off" } };
    expect(errorOf(() => new Element(protocol, wrong)).code).to.equal("ERR_OPTION");
  });

  it("every named option of an element can be set", () => {
    for (const [name, { layer, ...row }] of Object.entries(optionRegister)) {
      if (layer === "protocol") continue;
      for (const value of allowed(row)) {
        const { options } = new Element(protocol, { options: { [name]: value } });
        expect(options, name).to.have.property(name, value);
      }
    }
  });

  it("timeoutMs and retries as options are for connections of which neither operator nor protocol says", () => {
    const { options } = new Element(protocol, { options: { timeoutMs: 700, retries: 5 } });
    const said = (settings: object, operator: object): readonly number[] => {
      const { timeoutMs, retries } = connectionSettings({ settings }, operator, options);
      return [timeoutMs, retries];
    };
    expect(said({}, {})).to.deep.equal([700, 5]);
    expect(said({ timeoutMs: 800 }, { retries: 1 })).to.deep.equal([800, 1]);
  });

  it("refuses keys that do not exist, wherever they stand, and says what was meant", () => {
    const cases: readonly (readonly [given: object, message: string])[] = [
      [{ codepage: 1251 }, "Element has no option 'codepage'. Did you mean options: { codePage: ... }?"],
      [
        { codePage: 1251 },
        "Element has no option 'codePage'. Write it inside 'options': options: { codePage: ... }.",
      ],
      [{ prot: 1 }, "Element has no option 'prot'. Did you mean 'port'?"],
      [{ options: { codepage: 1251 } }, "There is no option 'codepage'. Did you mean 'codePage'?"],
      [
        { options: { maxXmlDepth: 5 } },
        "There is no option 'maxXmlDepth'. It is an option of loadProtocol and parseProtocol.",
      ],
      [{ connections: { 1: { Host: "h" } } }, "Connection 1 has no option 'Host'. Did you mean 'host'?"],
      [{ connections: { 1: { tls: { certt: "" } } } }, "tls of connection 1 has no option 'certt'."],
      [{ tls: { servername: "h" } }, "tls has no option 'servername'. Did you mean 'serverName'?"],
      [{ stream: { entires: 1 } }, "stream has no option 'entires'. Did you mean 'entries'?"],
      [{ logLevels: { debugg: 1 } }, "logLevels has no option 'debugg'. Did you mean 'debug'?"],
      [[], "Element takes an object of options, not an array."],
      [{ options: null }, "Element: 'options' cannot be null. Use an object of named options."],
      [{ options: 1251 }, "Element: 'options' cannot be 1251. Use an object of named options."],
      [
        { connections: "h" },
        "Element: 'connections' cannot be 'h'. Use an object with fields by connection id.",
      ],
      [{ connections: { 1: null } }, "Connection 1 takes an object of options, not null."],
      [{ stream: 5 }, "Element: 'stream' cannot be 5. Use an object of limits."],
    ];
    for (const [given, message] of cases) {
      const error = errorOf(() => new Element(protocol, given));
      expect(error.code, message).to.equal("ERR_OPTION");
      expect(error.message).to.contain(message);
    }
    expect(() => new Element(protocol, { codepage: undefined } as ElementOptions)).to.not.throw();
  });

  it("refuses the timeout of an element out of its range", () => {
    expect(errorOf(() => new Element(protocol, { elementTimeoutMs: -1 })).code).to.equal(
      "ERR_ELEMENT_OPTION",
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
