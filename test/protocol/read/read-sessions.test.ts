/** HTTP sessions. */
import { expect } from "chai";
import type { Session } from "../../../src/protocol/model.ts";
import { codesOf, protocolOf, sure } from "../../support/protocol/parsed.ts";

const params = [1, 2].map((id) => `<Param id="${String(id)}"><Type>read</Type></Param>`).join("");
const section = (attributes: string, rest = ""): string =>
  `<Params>${params}</Params><HTTP><Session id="25" ${attributes}>${rest}</Session></HTTP>`;
const sessionOf = (attributes: string, rest = ""): Session =>
  sure(protocolOf(section(attributes, rest)).sessions.get(25));

describe("protocol/read/read-sessions", () => {
  it("attributes; a number as user name, password or proxy is a parameter", () => {
    const session = sessionOf(
      'name="Poll" timeout="1000" ignoreTimeout="true" keepAlive="TRUE" loginMethod="Credentials" userName="1" password="secret" proxyServer="2" proxyuser="u" proxypassword="p"',
    );
    expect(session).to.include({
      id: 25,
      name: "Poll",
      timeoutMs: 1000,
      ignoreTimeout: true,
      keepAlive: true,
      loginMethod: "credentials",
    });
    expect(session.userName).to.deep.equal({ pid: 1 });
    expect(session.password).to.deep.equal({ text: "secret" });
    expect(session.proxyServer).to.deep.equal({ pid: 2 });
    expect(session.proxyUser).to.deep.equal({ text: "u" });
    expect(session.proxyPassword).to.deep.equal({ text: "p" });
  });

  it("what is left out", () => {
    const session = sessionOf("");
    expect(session).to.include({ ignoreTimeout: false, keepAlive: false });
    expect(session).to.not.have.any.keys("timeoutMs", "userName", "loginMethod");
    expect(session.connections).to.deep.equal([]);
  });

  it("request and response", () => {
    const [connection] = sessionOf(
      "",
      '<Connection id="1" timeout="2000" ignoreTimeout="true"><Request verb="post" url="/a?b=1&amp;c=2" pid="1"><Headers><Header key="Content-Type">application/json</Header><Header key="X" pid="2"/></Headers><Data pid="1"/><Parameters><Parameter key="p" pid="1"/><Parameter key="q">v</Parameter></Parameters></Request><Response statusCode="1"><Headers><Header key="ETag" pid="2"/></Headers><Content pid="2"/></Response></Connection>',
    ).connections;
    const { position, headers, parameters, ...rest } = sure(connection);
    expect(position.offset).to.be.greaterThan(0);
    expect(rest).to.deep.equal({
      id: 1,
      verb: "POST",
      url: "/a?b=1&c=2",
      pid: 1,
      data: { pid: 1 },
      timeoutMs: 2000,
      ignoreTimeout: true,
      statusCodePid: 1,
      responseHeaders: [{ key: "ETag", pid: 2 }],
      contentPid: 2,
    });
    expect(headers.map(({ key, text, pid }) => [key, text, pid])).to.deep.equal([
      ["Content-Type", "application/json", undefined],
      ["X", undefined, 2],
    ]);
    expect(parameters.map(({ key, text, pid }) => [key, text, pid])).to.deep.equal([
      ["p", undefined, 1],
      ["q", "v", undefined],
    ]);
  });

  it("the verb is GET when it is missing or not made of letters", () => {
    const verbOf = (verb: string): string | undefined =>
      sessionOf("", `<Connection id="1"><Request ${verb}/></Connection>`).connections[0]?.verb;
    expect(verbOf("")).to.equal("GET");
    expect(verbOf('verb="G3T"')).to.equal("GET");
    expect(verbOf('verb="Patch"')).to.equal("PATCH");
  });

  it("the response may be absent", () => {
    const [connection] = sessionOf("", '<Connection id="1"><Request pid="1"/></Connection>').connections;
    expect(connection).to.not.have.any.keys("statusCodePid", "contentPid");
    expect(connection?.responseHeaders).to.deep.equal([]);
  });

  it("what is missing is told", () => {
    expect(codesOf(section("", "<Connection/>"))).to.deep.equal(["ID_MISSING"]);
    expect(
      codesOf(
        section(
          "",
          '<Connection id="1"><Response><Headers><Header key="X"/></Headers></Response></Connection>',
        ),
      ),
    ).to.deep.equal(["TAG_MISSING"]);
  });
});
