/** Secure lines through a proxy: the certificate is that of the device, not of the proxy. */
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import type { TlsSettings } from "../../src/connection/secure.ts";
import { issuer, signed, type Certificate, type Says } from "../support/connection/certificates.ts";
import { makeLine, type Line } from "../support/connection/line.ts";
import { Proxy } from "../support/connection/proxy.ts";
import { RawServer } from "../support/connection/raw-server.ts";

describe("connection/dial secure tunnels", () => {
  let ours: Certificate;

  before(async () => {
    ours = await issuer();
  });

  /** A secure server behind a proxy, and a connection to it by its address. */
  async function withTunnel(
    { says, tls = { ca: ours.cert } }: { says?: Says; tls?: TlsSettings },
    test: (line: Line & { server: RawServer; proxy: Proxy }) => Promise<void>,
  ): Promise<void> {
    await using server = await RawServer.start({ tls: await signed(ours, says) });
    await using proxy = await Proxy.start();
    const line = makeLine({
      host: "wss://127.0.0.1",
      port: server.port,
      tls,
      options: { proxy: `localhost:${String(proxy.port)}` },
    });
    line.connection.open();
    try {
      await test({ ...line, server, proxy });
    } finally {
      await line.connection.close();
    }
    expect(line.clock.pending).to.have.length(0);
  }

  async function failure({ events }: Line): Promise<QActionKitError> {
    return (await events.next("failed")).info.error;
  }

  it("WS-10 the certificate of an address in a tunnel must name that address", async () => {
    await withTunnel({ says: { names: ["device.example"], addresses: ["127.0.0.1"] } }, async (line) => {
      const peer = await line.server.peer();
      await peer.accept();
      await line.events.next("opened");
      expect(line.proxy.asked).to.deep.equal([`127.0.0.1:${String(line.server.port)}`]);
      peer.socket.destroy();
      await line.events.next("closed");
    });
  });

  it("a certificate that names the proxy's host, or localhost, is not the device's", async () => {
    await withTunnel({ says: { names: ["localhost"], addresses: ["10.4.2.8"] } }, async (line) => {
      const error = await failure(line);
      expect(error.code).to.equal("ERR_CONNECTION_TLS");
      expect(error.details).to.deep.equal({ cause: "ERR_TLS_CERT_ALTNAME_INVALID" });
    });
  });

  for (const [what, tls] of [
    ["an issuer", { ca: "no certificate" }],
    ["a client certificate", { cert: "no certificate", key: "no key" }],
    ["a PKCS#12 file", { pfx: Buffer.from("nothing") }],
  ] as const satisfies (readonly [string, TlsSettings])[]) {
    it(`${what} that cannot be read is a failed opening, in a tunnel and without one`, async () => {
      await withTunnel({ tls }, async (line) => {
        const error = await failure(line);
        expect(error).to.be.instanceOf(QActionKitError);
        expect(error.code, error.message).to.equal("ERR_CONNECTION_TLS");
      });
      await using server = await RawServer.start({ tls: await signed(ours) });
      const direct = makeLine({ host: "wss://127.0.0.1", port: server.port, tls });
      direct.connection.open();
      expect((await failure(direct)).code).to.equal("ERR_CONNECTION_TLS");
      await direct.connection.close();
      expect(direct.clock.pending).to.have.length(0);
    });
  }

  it("a device that hangs up during TLS is a failed opening, and the tunnel is let go", async () => {
    await using server = await RawServer.start();
    await using proxy = await Proxy.start();
    const line = makeLine({
      host: "wss://127.0.0.1",
      port: server.port,
      options: { proxy: `127.0.0.1:${String(proxy.port)}` },
    });
    line.connection.open();
    const peer = await server.peer();
    // Its hello has come: a handshake record of five bytes and more (RFC 8446 section 5.1).
    await peer.frame();
    peer.reset();
    expect((await failure(line)).code).to.be.oneOf(["ERR_CONNECTION_LOST", "ERR_CONNECTION_TLS"]);
    await line.connection.close();
  });

  it("a device that says nothing during TLS is given up at TimeoutTime", async () => {
    await using server = await RawServer.start();
    await using proxy = await Proxy.start();
    const line = makeLine({
      host: "wss://127.0.0.1",
      port: server.port,
      options: { proxy: `127.0.0.1:${String(proxy.port)}` },
    });
    line.connection.open();
    const peer = await server.peer();
    await line.clock.advance(1000);
    expect((await failure(line)).code).to.equal("ERR_CONNECTION_TIMEOUT");
    await peer.gone();
    expect(line.clock.pending).to.have.length(0);
  });
});
