/** Requests as they are composed: place, request line, headers, body. */
import { expect } from "chai";
import { QActionKitError } from "../../../src/base/errors.ts";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import {
  composeHttpRequest,
  loginOf,
  proxyOf,
  urlOf,
  type HttpInput,
  type HttpRequest,
} from "../../../src/connection/http/http-request.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import { connectionSettings, type OperatorSettings } from "../../../src/connection/connection-settings.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { parameters, request, session } from "../../support/connection/model.ts";
import { Recorder } from "../../support/connection/recorder.ts";

interface Given extends OperatorSettings {
  readonly dynamicValue?: string;
  readonly values?: Record<number, string>;
  readonly options?: Partial<Options>;
}

function inputOf({
  dynamicValue = "",
  values = {},
  options: given = {},
  ...operator
}: Given): HttpInput & { recorder: Recorder } {
  const options = resolveOptions(given);
  const recorder = new Recorder();
  return {
    settings: connectionSettings({ settings: {} }, { host: "10.4.2.8", port: 80, ...operator }, options),
    dynamicValue,
    options,
    readParameter: parameters(values),
    report: new Report(0, new ManualClock(), recorder),
    recorder,
  };
}

function compose(step: Parameters<typeof request>[0], given: Given = {}): HttpRequest {
  return composeHttpRequest(request(step), inputOf(given));
}

function url(step: Parameters<typeof request>[0], given: Given = {}): string {
  const { place, path } = compose(step, given);
  return urlOf(place, path);
}

const position = { line: 1, column: 1, offset: 0 };
const keyed = (
  key: string,
  value: string | number,
): { key: string; position: typeof position; pid?: number; text?: string } =>
  typeof value === "number" ? { key, position, pid: value } : { key, position, text: value };

describe("connection/http/http-request", () => {
  it("HTTP-01 a relative url goes to the connection's address, an absolute one where it says; none is the root", () => {
    expect(url({ url: "/foobar.html" })).to.equal("http://10.4.2.8/foobar.html");
    expect(url({ url: "data.xml?a=1#part" })).to.equal("http://10.4.2.8/data.xml?a=1");
    expect(url({ url: "http://other:81/x" })).to.equal("http://other:81/x");
    expect(url({ url: "https://other/" })).to.equal("https://other/");
    expect(url({})).to.equal("http://10.4.2.8/");
  });

  it("HTTP-02 pid holds the path, slash optional, and is ignored next to url", () => {
    expect(url({ pid: 8 }, { values: { 8: "a/b" } })).to.equal("http://10.4.2.8/a/b");
    expect(url({ pid: 8 }, { values: { 8: "/a/b" } })).to.equal("http://10.4.2.8/a/b");
    expect(url({ pid: 8, url: "/u" }, { values: { 8: "/p" } })).to.equal("http://10.4.2.8/u");
    expect(url({ pid: 8 })).to.equal("http://10.4.2.8/");
  });

  it("HTTP-03 a word of letters is sent as it is, anything else falls back to GET", () => {
    for (const verb of ["GET", "POST", "GETT", "patch"]) expect(compose({ verb }).method).to.equal(verb);
    for (const verb of ["P-UT", "PUT 1", "", "CONNECT"]) {
      const input = inputOf({});
      expect(composeHttpRequest(request({ verb }), input).method, verb).to.equal("GET");
      expect(input.recorder.noticesOf("HTTP_VERB")).to.have.length(1);
    }
  });

  it("HTTP-04 automatic headers, and their replacement", () => {
    expect(compose({}).headers).to.deep.equal([
      ["Host", "10.4.2.8"],
      ["User-Agent", "DataMiner/1.0"],
      ["Connection", "Keep-Alive"],
      ["Accept-Encoding", "gzip, deflate"],
    ]);
    expect(
      compose({ headers: { "user-agent": "mine", HOST: "virtual", "accept-encoding": "identity" } }).headers,
    ).to.deep.equal([
      ["Connection", "Keep-Alive"],
      ["user-agent", "mine"],
      ["HOST", "virtual"],
      ["accept-encoding", "identity"],
    ]);
    expect(compose({}, { port: 8080 }).headers[0]).to.deep.equal(["Host", "10.4.2.8:8080"]);
  });

  it("HTTP-05 headers by pid and literal; what cannot be sent is told", () => {
    const step = {
      verb: "POST",
      headers: {
        "X-Pid": 9,
        "X-Fixed": "text",
        "X-Empty": 10,
        "Content-Length": "99",
        "a b": "c",
        "x-pid": "again",
      },
    };
    const input = inputOf({ values: { 9: "Привет" } });
    const { headers } = composeHttpRequest(request(step), input);
    expect(headers.slice(4)).to.deep.equal([
      ["X-Pid", Buffer.from("Привет").toString("latin1")],
      ["X-Fixed", "text"],
      ["Content-Length", "0"],
    ]);
    expect(input.recorder.noticesOf("HTTP_HEADER")).to.have.length(3);
  });

  it("HTTP-06 Data is appended to the URL of a GET, and the body of everything else", () => {
    const data = { pid: 7 };
    const values = { 7: "?q=é&x" };
    expect(url({ url: "/s", data }, { values })).to.equal("http://10.4.2.8/s?q=%C3%A9&x");
    for (const verb of ["POST", "DELETE", "OPTIONS"]) {
      const made = compose({ verb, url: "/s", data }, { values });
      expect(Buffer.from(made.body).toString("utf8")).to.equal("?q=é&x");
      expect(made.headers.at(-1)).to.deep.equal(["Content-Length", "7"]);
      expect(made.path).to.equal("/s");
    }
    expect(compose({ verb: "GET", data: { text: "x" } }).body).to.have.length(0);
    expect(compose({ verb: "GET", data: { text: "x" } }).headers.map(([key]) => key)).to.not.include(
      "Content-Length",
    );
  });

  it("HTTP-07 HTTP-08 Parameters are a query or a body, in the order of the protocol, and count more than Data", () => {
    const parts = { parameters: [keyed("b", "1"), keyed("a", 7)], data: { text: "not sent" } };
    const values = { 7: "two!" };
    expect(url({ url: "/s", ...parts }, { values })).to.equal("http://10.4.2.8/s?b=1&a=two!");
    expect(url({ url: "/s?c=3", ...parts }, { values })).to.equal("http://10.4.2.8/s?c=3&b=1&a=two!");
    expect(Buffer.from(compose({ verb: "POST", ...parts }, { values }).body).toString()).to.equal(
      "b=1&a=two!",
    );
  });

  it("HTTP-09 reserved characters are left alone, blanks and what is no ASCII are escaped", () => {
    expect(compose({ url: "/a b", parameters: [keyed("q", "1&2=3%20+é")] }).path).to.equal(
      "/a%20b?q=1&2=3%20+%C3%A9",
    );
  });

  it("HTTP-10 text is UTF-8; with another charset named the bytes of the parameter are sent as they are", () => {
    const readParameter: HttpInput["readParameter"] = () => ({ text: "é", bytes: Uint8Array.of(0xe9) });
    const body = (contentType: string): number[] => [
      ...composeHttpRequest(
        request({ verb: "POST", headers: { "Content-Type": contentType }, data: { pid: 7 } }),
        { ...inputOf({}), readParameter },
      ).body,
    ];
    expect(body("text/plain")).to.deep.equal([0xc3, 0xa9]);
    expect(body("text/plain; charset=UTF-8")).to.deep.equal([0xc3, 0xa9]);
    expect(body("text/plain; charset=us-ascii")).to.deep.equal([0xc3, 0xa9]);
    expect(body("text/plain; charset=iso-8859-1")).to.deep.equal([0xe9]);
  });

  it("HTTP-18 a login needs the method and a user name", () => {
    const read = parameters({ 1: "me" });
    const given = { loginMethod: "credentials", userName: { pid: 1 }, password: { text: "secret" } };
    expect(loginOf(session(given), read)).to.deep.equal({ user: "me", password: "secret" });
    expect(loginOf(session({ ...given, userName: { pid: 2 } }), read)).to.equal(undefined);
    expect(loginOf(session({ ...given, loginMethod: "certificate" }), read)).to.equal(undefined);
  });

  it("HTTP-20 proxyServer counts whatever the bus address says; empty falls back by it", () => {
    const values = { 1: "own:3128" };
    const own = session({ proxyServer: { pid: 1 }, proxyUser: { text: "u" }, proxyPassword: { text: "p" } });
    const options = { proxy: "http://default:80" };
    for (const busAddress of ["", "bypassProxy"]) {
      expect(proxyOf(own, inputOf({ values, options, busAddress }))).to.include({ host: "own", port: 3128 });
    }
    expect(proxyOf(own, inputOf({ options }))).to.include({ host: "default" });
    expect(proxyOf(own, inputOf({ options, busAddress: "bypassproxy" }))).to.equal(undefined);
    expect(proxyOf(session(), inputOf({}))).to.equal(undefined);
  });

  it("HTTP-21 port 443 is https, another port needs the prefix", () => {
    expect(url({}, { port: 443 })).to.equal("https://10.4.2.8/");
    expect(url({}, { port: 8443 })).to.equal("http://10.4.2.8:8443/");
    expect(url({}, { host: "https://10.4.2.8", port: 8443 })).to.equal("https://10.4.2.8:8443/");
    expect(url({}, { port: 443, options: { port443IsSecure: false } })).to.equal("http://10.4.2.8:443/");
    expect(url({}, { host: "10.4.2.8:81" })).to.equal("http://10.4.2.8:81/");
    expect(url({}, { host: "10.4.2.8:81", options: { portInHost: "ignored" } })).to.equal("http://10.4.2.8/");
  });

  it("HTTP-22 a dynamic address with and without port and prefix", () => {
    const wizard = { host: "https://wizard", port: 4000 };
    expect(url({}, { ...wizard, dynamicValue: "10.12.0.63:4001" })).to.equal("http://10.12.0.63:4001/");
    expect(url({}, { ...wizard, dynamicValue: "10.12.0.63" })).to.equal("http://10.12.0.63:4000/");
    expect(url({}, { ...wizard, dynamicValue: "https://10.12.0.63" })).to.equal("https://10.12.0.63:4000/");
    expect(url({}, { port: 443, dynamicValue: "10.12.0.63" })).to.equal("http://10.12.0.63:443/");
  });

  it("an address that is missing or cannot be read is an error", () => {
    for (const host of ["", "ftp://h", "[x]"]) {
      expect(() => compose({}, { host }), host)
        .to.throw(QActionKitError)
        .with.property("code", "ERR_CONNECTION_ADDRESS");
    }
  });
});
