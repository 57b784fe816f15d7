/** Operator, protocol, options: who says what about a connection. */
import { expect } from "chai";
import { resolveOptions } from "../../src/options/register.ts";
import { connectionSettings } from "../../src/connection/connection-settings.ts";

const settings = {
  busAddress: "bypassProxy",
  ipPort: 8050,
  timeoutMs: 5000,
  retries: 1,
  skipCertificateVerification: true,
};

describe("connection/connection-settings", () => {
  it("WS-05 UserSettings fill what the operator leaves empty", () => {
    expect(connectionSettings({ settings }, { host: "ws://h" }, resolveOptions())).to.deep.equal({
      host: "ws://h",
      portType: "ip",
      port: 8050,
      localPort: 0,
      flushPerDatagram: false,
      busAddress: "bypassProxy",
      bypassProxy: true,
      timeoutMs: 5000,
      retries: 1,
      skipCertificateVerification: true,
    });
  });

  it("WS-06 operator values override them", () => {
    const operator = {
      host: "h",
      port: 1,
      busAddress: "",
      timeoutMs: 10,
      retries: 0,
      skipCertificateVerification: false,
    };
    expect(connectionSettings({ settings }, operator, resolveOptions())).to.deep.equal({
      ...operator,
      ...{ portType: "ip", localPort: 0, flushPerDatagram: false, bypassProxy: false },
    });
  });

  it("the port type comes from the operator, else from the address, else from the protocol (Protocol.PortSettings.Type)", () => {
    const typeOf = (
      proposed: "ip" | "udp" | "rs232" | undefined,
      operator: Parameters<typeof connectionSettings>[1],
    ): string =>
      connectionSettings(
        { settings: proposed === undefined ? {} : { portType: proposed } },
        operator,
        resolveOptions(),
      ).portType;
    expect(typeOf(undefined, {})).to.equal("ip");
    expect(typeOf("udp", { host: "device:7" })).to.equal("udp");
    expect(typeOf("rs232", { host: "device:7" })).to.equal("ip");
    expect(typeOf("udp", { host: "tcp://device:7" })).to.equal("ip");
    expect(typeOf("ip", { host: " UDP://device:7" })).to.equal("udp");
    expect(typeOf("udp", { host: "udp://device:7", portType: "ip" })).to.equal("ip");
  });

  it("local port and FlushPerDatagram come from the protocol, a local port of the operator goes first", () => {
    const settings = { localPort: 4001, flushPerDatagram: true };
    expect(connectionSettings({ settings }, {}, resolveOptions())).to.include(settings);
    expect(connectionSettings({ settings }, { localPort: 5000 }, resolveOptions()).localPort).to.equal(5000);
  });

  it("what nobody says comes from timeoutMs and retries", () => {
    const plain = connectionSettings({ settings: {} }, {}, resolveOptions());
    expect(plain).to.include({
      host: "",
      port: 0,
      timeoutMs: 1500,
      retries: 3,
      skipCertificateVerification: false,
    });
    const other = connectionSettings({ settings: {} }, {}, resolveOptions({ timeoutMs: 99, retries: 7 }));
    expect(other).to.include({ timeoutMs: 99, retries: 7 });
  });

  it("WS-27 bypassProxy counts in any case, trimmed", () => {
    for (const busAddress of ["bypassProxy", "byPassProxy", "ByPassProxy", " bypassproxy "]) {
      expect(
        connectionSettings({ settings: {} }, { busAddress }, resolveOptions()).bypassProxy,
        busAddress,
      ).to.equal(true);
    }
    expect(
      connectionSettings({ settings: {} }, { busAddress: "slot 3" }, resolveOptions()).bypassProxy,
    ).to.equal(false);
  });
});
