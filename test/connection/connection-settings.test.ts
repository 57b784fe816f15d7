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
      port: 8050,
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
      bypassProxy: false,
    });
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
