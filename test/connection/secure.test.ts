/** Secure lines: which certificates are accepted, and what is shown of our own. */
import { expect } from "chai";
import type { Socket } from "node:net";
import { TLSSocket, type TlsOptions } from "node:tls";
import { tlsOptions, type TlsSettings } from "../../src/connection/secure.ts";
import { issuer, signed, type Certificate, type Says } from "../support/connection/certificates.ts";
import { makeLine, type Line } from "../support/connection/line.ts";
import { frame, opcodes, RawServer, type RawPeer } from "../support/connection/raw-server.ts";

function secured(socket: Socket): TLSSocket {
  if (socket instanceof TLSSocket) return socket;
  throw new Error("the line is not secure");
}

/** Name the client asked for (SNI); Node's types leave it out. */
function serverName(socket: Socket): unknown {
  return Reflect.get(secured(socket), "servername");
}

describe("connection/secure", () => {
  let ours: Certificate;
  let others: Certificate;

  before(async () => {
    ours = await issuer();
    others = await issuer("Somebody else");
  });

  /** A server with a certificate of our issuer, and a connection to it that trusts that issuer. */
  async function withSecure(
    given: { says?: Says; tls?: TlsSettings; skip?: boolean; server?: TlsOptions; host?: string },
    test: (line: Line & { server: RawServer }) => Promise<void>,
  ): Promise<void> {
    const certificate = await signed(ours, given.says);
    await using server = await RawServer.start({ tls: { ...certificate, ...given.server } });
    const line = makeLine({
      host: given.host ?? "wss://127.0.0.1",
      port: server.port,
      tls: given.tls ?? { ca: ours.cert },
      ...(given.skip === undefined ? {} : { skipCertificateVerification: given.skip }),
    });
    line.connection.open();
    try {
      await test({ ...line, server });
    } finally {
      await line.connection.close();
    }
  }

  async function opens(
    { events, server }: Line & { server: RawServer },
    look: (peer: RawPeer) => void = () => undefined,
  ): Promise<void> {
    const peer = await server.peer();
    await peer.accept();
    await events.next("opened");
    look(peer);
    peer.write(frame(opcodes.text, "é"));
    await events.next("message");
    peer.socket.destroy();
    await events.next("closed");
  }

  async function fails({ events }: Line): Promise<void> {
    const { info } = await events.next("failed");
    expect(info.error.code, info.error.message).to.equal("ERR_CONNECTION_TLS");
  }

  it("WS-10 wss connects over TLS when the issuer is trusted", async () => {
    await withSecure({}, opens);
  });

  it("an issuer that nobody trusts is refused, unless verification is skipped", async () => {
    await withSecure({ tls: {} }, fails);
    await withSecure({ tls: { ca: [others.cert] } }, fails);
    await withSecure({ tls: {}, skip: true }, opens);
    await withSecure({ tls: {}, skip: false }, fails);
  });

  it("an expired certificate is refused, unless verification is skipped", async () => {
    await withSecure({ says: { expired: true } }, fails);
    await withSecure({ says: { expired: true }, skip: true }, opens);
  });

  it("a wrong name is refused, unless it is the one asked for (SNI) or verification is skipped", async () => {
    const says = { names: ["hub.example"], addresses: ["10.4.2.8"] };
    await withSecure({ says }, fails);
    await withSecure({ says, skip: true }, opens);
    await withSecure({ says, tls: { ca: ours.cert, serverName: "hub.example" } }, async (line) => {
      await opens(line, ({ socket }) => {
        expect(serverName(socket)).to.equal("hub.example");
      });
    });
  });

  it("a host name is sent as SNI, an address is not", async () => {
    await withSecure({ host: "wss://localhost" }, async (line) => {
      await opens(line, ({ socket }) => {
        expect(serverName(socket)).to.equal("localhost");
      });
    });
    expect(tlsOptions({ host: "10.4.2.8", tls: {}, skipVerification: false }).servername).to.equal("");
  });

  it("a certificate that is not for a server is refused, even when verification is skipped", async () => {
    await withSecure({ says: { purpose: "client" } }, fails);
    await withSecure({ says: { purpose: "client" }, skip: true }, fails);
  });

  it("TLS 1.1 is refused, TLS 1.2 is enough", async () => {
    await withSecure(
      { server: { maxVersion: "TLSv1.1", minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" } },
      fails,
    );
    await withSecure({ server: { maxVersion: "TLSv1.2" } }, async (line) => {
      await opens(line, ({ socket }) => {
        expect(secured(socket).getProtocol()).to.equal("TLSv1.2");
      });
    });
  });

  it("a client certificate is shown to a server that asks for one", async () => {
    const client = await signed(ours, { names: ["the client"], addresses: [], purpose: "client" });
    const server = { requestCert: true, rejectUnauthorized: true, ca: ours.cert };
    await withSecure({ server, tls: { ca: ours.cert, ...client } }, async (line) => {
      await opens(line, ({ socket }) => {
        expect(secured(socket).getPeerCertificate().subject.CN).to.equal("the client");
      });
    });
    await withSecure({ server }, async ({ events }) => {
      // TLS 1.3 tells the client of the refusal only after its handshake (RFC 8446 section 4.4.2.4).
      expect((await events.next("failed")).info.error.code).to.be.oneOf([
        "ERR_CONNECTION_TLS",
        "ERR_CONNECTION_LOST",
      ]);
    });
  });

  it("a server without TLS is no secure line", async () => {
    await using server = await RawServer.start();
    const line = makeLine({ host: "wss://127.0.0.1", port: server.port });
    line.connection.open();
    (await server.peer()).write("HTTP/1.1 400 Bad Request\r\n\r\n");
    await fails(line);
  });
});
