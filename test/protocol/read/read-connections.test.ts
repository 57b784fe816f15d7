/** The three spellings of a connection. */
import { expect } from "chai";
import type { ConnectionDefinition } from "../../../src/protocol/model.ts";
import { codesOf, findings, load, protocolOf, sure } from "../../support/protocol/parsed.ts";

const connectionsOf = (inside: string): readonly ConnectionDefinition[] => protocolOf(inside).connections;
const one = (inside: string): ConnectionDefinition => sure(connectionsOf(inside)[0]);
const http = (options: string, settings = "", id = "0"): string =>
  `<Connections><Connection id="${id}" name="Events"><Http><CommunicationOptions>${options}</CommunicationOptions>${settings}</Http></Connection></Connections>`;

const webSocket = http(
  "<WebSocket>true</WebSocket><MakeCommandByProtocol>true</MakeCommandByProtocol>",
  "<UserSettings><BusAddress><DefaultValue>bypassProxy</DefaultValue></BusAddress><IPport><DefaultValue>9001</DefaultValue></IPport><TimeoutTime><DefaultValue>1500</DefaultValue></TimeoutTime><Retries><DefaultValue>2</DefaultValue></Retries><SkipCertificateVerification><DefaultValue>true</DefaultValue></SkipCertificateVerification></UserSettings>",
);

describe("protocol/read/read-connections", () => {
  it("WS-01 an Http connection with WebSocket true is a WebSocket", () => {
    expect(one(webSocket)).to.include({
      id: 0,
      name: "Events",
      kind: "http",
      webSocket: true,
      makeCommandByProtocol: true,
    });
    expect(one(http("<WebSocket>false</WebSocket>")).webSocket).to.equal(false);
    expect(one(http("")).webSocket).to.equal(false);
  });

  it("WS-02 ids are 0-based and stand in the file, in any order", () => {
    const connections = connectionsOf(
      '<Connections><Connection id="1" name="B"><Http/></Connection><Connection id="0" name="A"><Virtual/></Connection></Connections>',
    );
    expect(connections.map(({ id, name, kind }) => [id, name, kind])).to.deep.equal([
      [0, "A", "virtual"],
      [1, "B", "http"],
    ]);
  });

  it("WS-03 Type and Connections together: an error, Connections used, Unicode of Type still read", () => {
    const address = `<Params><Param id="1"><Type options="dynamic ip">read</Type></Param></Params>`;
    const inside = `<Type options=";unicode">snmp</Type>${webSocket}${address}`;
    const { protocol, diagnostics } = load(inside);
    expect(protocol.connections.map(({ kind }) => kind)).to.deep.equal(["http"]);
    expect(protocol.unicode).to.equal(true);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ["CONNECTION_SPELLINGS", "error"],
    ]);
  });

  it("WS-03 option typeAndConnections: type is the other way round", () => {
    const { protocol, diagnostics } = load(`<Type>virtual</Type>${webSocket}`, {
      typeAndConnections: "type",
    });
    expect(protocol.connections.map(({ kind }) => kind)).to.deep.equal(["virtual"]);
    expect(diagnostics[0]?.message).to.contain("Type is used");
  });

  it("WS-04 spelling with a Type tag inside Connection, options beside it", () => {
    const connection = one(
      '<Connections><Connection id="0" name="Api"><Type>HTTP</Type><CommunicationOptions><WebSocket>true</WebSocket><MakeCommandByProtocol>true</MakeCommandByProtocol></CommunicationOptions><UserSettings><IPport><DefaultValue>80</DefaultValue></IPport></UserSettings></Connection></Connections>',
    );
    expect(connection).to.include({ kind: "http", webSocket: true });
    expect(connection.settings.ipPort).to.equal(80);
  });

  it("WS-05 UserSettings give the defaults of a new element", () => {
    expect(one(webSocket).settings).to.deep.equal({
      busAddress: "bypassProxy",
      ipPort: 9001,
      timeoutMs: 1500,
      retries: 2,
      skipCertificateVerification: true,
    });
    expect(one(http("")).settings).to.deep.equal({});
  });

  it("settings outside their limits are used and reported", () => {
    const settings = (name: string, value: string): string =>
      http("", `<UserSettings><${name}><DefaultValue>${value}</DefaultValue></${name}></UserSettings>`);
    for (const [name, good, bad] of [
      ["TimeoutTime", ["10", "120000"], ["9", "120001"]],
      ["Retries", ["0", "10"], ["11"]],
    ] as const) {
      for (const value of good) expect(codesOf(settings(name, value)), `${name} ${value}`).to.deep.equal([]);
      for (const value of bad)
        expect(codesOf(settings(name, value)), `${name} ${value}`).to.deep.equal(["NUMBER_RANGE"]);
    }
  });

  it("an invalid port is refused", () => {
    const port = (value: string): string =>
      http("", `<UserSettings><IPport><DefaultValue>${value}</DefaultValue></IPport></UserSettings>`);
    for (const value of ["0", "65535"]) expect(codesOf(port(value)), value).to.deep.equal([]);
    for (const value of ["-1", "65536"]) {
      expect(codesOf(port(value)), value).to.deep.equal(["NUMBER_LIMIT"]);
      expect(one(port(value)).settings.ipPort, value).to.equal(undefined);
    }
  });

  it("status parameter, handshake and further options", () => {
    const connection = one(
      http(
        "<NotifyConnectionPIDs><Connections>20</Connections><Disconnections>21</Disconnections></NotifyConnectionPIDs><WebSocketHandshake>25</WebSocketHandshake><RedundantPolling>true</RedundantPolling><CustomRedirect>true</CustomRedirect><MaxReceiveBuffer>100</MaxReceiveBuffer><CloseConnectionOnResponse>true</CloseConnectionOnResponse>",
      ),
    );
    expect(connection).to.include({
      statusPid: 20,
      disconnectedPid: 21,
      handshakeSession: 25,
      redundantPolling: true,
      customRedirect: true,
    });
    expect(connection.communicationOptions).to.deep.equal([
      "maxreceivebuffer:100",
      "closeconnectiononresponse",
    ]);
    expect(
      one(http("<NotifyConnectionPID><Connections>7</Connections></NotifyConnectionPID>")).statusPid,
    ).to.equal(7);
  });

  it("typed tags, with single", () => {
    const typed = (tag: string): string =>
      `<Connections><Connection id="0" name="X">${tag}</Connection></Connections>`;
    for (const [tag, kind] of [
      ["<Virtual/>", "virtual"],
      ["<Snmp/>", "snmp"],
      ["<SnmpV2/>", "snmpv2"],
      ["<SnmpV3/>", "snmpv3"],
      ["<Serial/>", "serial"],
      ['<Serial single="true"/>', "serial single"],
      ["<SmartSerial/>", "smart-serial"],
      ['<SmartSerial single="TRUE"/>', "smart-serial single"],
      ["<Gpib/>", "gpib"],
      ["<Opc/>", "opc"],
    ] as const) {
      expect(one(typed(tag)).kind, tag).to.equal(kind);
    }
  });

  describe("spelling with Protocol/Type", () => {
    const inside =
      '<Type advanced="http:Ctl;serial single:Aux:2" communicationOptions="makeCommandByProtocol;notifyConnectionPIDs:5,6;customRedirect;redundantPolling;maxReceiveBuffer:100">Smart-Serial</Type>' +
      "<PortSettings><IPport><DefaultValue>1</DefaultValue></IPport></PortSettings>" +
      '<Ports><PortSettings name="Aux"><IPport><DefaultValue>2</DefaultValue></IPport></PortSettings><PortSettings name="Ctl"><IPport><DefaultValue>3</DefaultValue></IPport></PortSettings></Ports>';

    it("the main connection is 0, the entries of advanced follow", () => {
      expect(connectionsOf(inside).map(({ id, name, kind }) => [id, name, kind])).to.deep.equal([
        [0, "", "smart-serial"],
        [1, "Ctl", "http"],
        [2, "Aux:2", "serial single"],
      ]);
    });

    it("LOG-32 PortSettings belong by order, not by name", () => {
      expect(connectionsOf(inside).map(({ settings }) => settings.ipPort)).to.deep.equal([1, 2, 3]);
    });

    it("PortSettings propose the port type and the local port (Protocol.PortSettings)", () => {
      const proposed = (port: string): unknown =>
        connectionsOf(`<Type>serial</Type><PortSettings>${port}</PortSettings>`)[0]?.settings;
      expect(proposed("<Type><DefaultValue>udp</DefaultValue></Type>")).to.deep.equal({ portType: "udp" });
      expect(proposed("<Type><DefaultValue>RS232</DefaultValue></Type>")).to.deep.equal({
        portType: "rs232",
      });
      expect(
        proposed(
          "<LocalIPport><DefaultValue>4001</DefaultValue></LocalIPport><FlushPerDatagram>true</FlushPerDatagram>",
        ),
      ).to.deep.equal({ localPort: 4001, flushPerDatagram: true });
      expect(proposed("")).to.deep.equal({});
    });

    it("communicationOptions count for all connections, the status parameter for the main one", () => {
      for (const connection of connectionsOf(inside)) {
        expect(connection).to.include({
          makeCommandByProtocol: true,
          customRedirect: true,
          redundantPolling: true,
          webSocket: false,
        });
        expect(connection.communicationOptions).to.deep.equal(["maxreceivebuffer:100"]);
      }
      expect(
        connectionsOf(inside).map(({ statusPid, disconnectedPid }) => [statusPid, disconnectedPid]),
      ).to.deep.equal([
        [5, 6],
        [undefined, undefined],
        [undefined, undefined],
      ]);
    });

    it("an unknown kind is reported and taken as virtual", () => {
      expect(codesOf("<Type>websocket</Type>")).to.deep.equal(["VALUE_UNKNOWN"]);
      expect(one("<Type>websocket</Type>").kind).to.equal("virtual");
      expect(codesOf('<Type advanced="ftp:X">http</Type>')).to.deep.equal(["VALUE_UNKNOWN"]);
    });
  });

  it("without either there are no connections, and nothing is wrong", () => {
    expect(load("").protocol.connections).to.deep.equal([]);
    expect(connectionsOf('<Type options="unicode"/>')).to.deep.equal([]);
    expect(codesOf("")).to.deep.equal([]);
  });

  it("a connection that does not say what it is", () => {
    const inside = '<Connections><Connection id="0" name="X"/></Connections>';
    expect(one(inside).kind).to.equal("virtual");
    expect(codesOf(inside)).to.deep.equal(["TAG_MISSING"]);
  });

  it("two connections of one id, one without id", () => {
    const inside =
      '<Connections><Connection id="0" name="A"><Http/></Connection><Connection id="0" name="B"><Serial/></Connection><Connection name="C"><Http/></Connection></Connections>';
    expect(connectionsOf(inside).map(({ name }) => name)).to.deep.equal(["A"]);
    expect(codesOf(inside)).to.deep.equal(["ID_DUPLICATE", "ID_MISSING"]);
  });

  it("two spellings in one file, a WebSocket flag on a kind that cannot have it, one without make, kinds nobody can open", () => {
    const mixed =
      '<Connections><Connection id="0" name="A"><Type>http</Type></Connection><Connection id="1" name="B"><Http/></Connection></Connections>';
    expect(codesOf(mixed)).to.deep.equal(["CONNECTION_MIXED"]);
    const serial =
      '<Connections><Connection id="0" name="A"><Serial><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Serial></Connection></Connections>';
    expect(codesOf(serial)).to.deep.equal(["WEBSOCKET_KIND"]);
    expect(one(serial).webSocket).to.equal(false);
    expect(findings(http("<WebSocket>true</WebSocket>"), "WEBSOCKET_MAKE")[0]).to.include({
      severity: "warning",
    });
    expect(findings("<Type>snmpv2</Type>", "CONNECTION_UNSUPPORTED")[0]).to.include({
      severity: "information",
    });
  });

  it("is frozen", () => {
    const connection = one(webSocket);
    for (const part of [connection, connection.settings, connection.communicationOptions])
      expect(part).to.be.frozen;
  });
});
