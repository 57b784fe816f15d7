import { expect } from "chai";
import fc from "fast-check";
import {
  serialPlace,
  serialUrl,
  type SerialAddress,
  type SerialPlace,
} from "../../../src/connection/serial/serial-address.ts";

function place(given: Partial<SerialAddress>): SerialPlace {
  return serialPlace({
    ...{
      scheme: "tcp",
      listens: false,
      host: "",
      port: 0,
      dynamicValue: "",
      options: { portInHost: "wins" },
    },
    ...given,
  });
}

const client = (host: string, port: number): SerialPlace => ({ kind: "client", target: { host, port } });

describe("connection/serial/serial-address", () => {
  it("takes host and port of the fields; a port in the address field wins, or is ignored by option", () => {
    expect(place({ host: "10.0.0.1", port: 4000 })).to.deep.equal(client("10.0.0.1", 4000));
    expect(place({ host: "10.0.0.1:5000", port: 4000 })).to.deep.equal(client("10.0.0.1", 5000));
    const ignored = { options: { portInHost: "ignored" } } as const;
    expect(place({ host: "10.0.0.1:5000", port: 4000, ...ignored })).to.deep.equal(client("10.0.0.1", 4000));
    expect(place({ host: "tcp://device:23" })).to.deep.equal(client("device", 23));
  });

  it("a dynamic value is IP:PORT; without a port the last one counts, else the port field (ConnectionsSerialDynamicPolling)", () => {
    const fields = { host: "10.0.0.1", port: 4000 };
    expect(place({ ...fields, dynamicValue: " 10.12.0.63:4001 " })).to.deep.equal(client("10.12.0.63", 4001));
    expect(place({ ...fields, dynamicValue: "10.12.0.63" })).to.deep.equal(client("10.12.0.63", 4000));
    expect(place({ ...fields, dynamicValue: "10.12.0.63", lastPort: 7 })).to.deep.equal(
      client("10.12.0.63", 7),
    );
    expect(place({ ...fields, dynamicValue: " ", lastPort: 7 })).to.deep.equal(client("10.0.0.1", 4000));
  });

  it("::1 in any spelling makes a server as 127.0.0.1 does, another IPv6 address or a name a client (RN 40758)", () => {
    const smart = { listens: true, port: 4000 } as const;
    for (const host of [
      "::1",
      "[::1]",
      "0:0:0:0:0:0:0:1",
      "0000:0000:0000:0000:0000:0000:0000:0001",
      "[0::0:1]:4000",
    ])
      expect(place({ ...smart, host }), host).to.deep.equal({
        kind: "server",
        target: { host: "::1", port: 4000 },
      });
    expect(place({ ...smart, host: "any", dynamicValue: "[0:0::1]" })).to.include({ kind: "server" });
    expect(place({ ...smart, host: "::2" })).to.deep.equal(client("::2", 4000));
    expect(place({ ...smart, host: "fe80::1%1" })).to.include({ kind: "client" });
    expect(place({ ...smart, host: "localhost" })).to.deep.equal(client("localhost", 4000));
    expect(place({ host: "::1", port: 4000 })).to.deep.equal(client("::1", 4000));
  });

  it("any and 127.0.0.1 make a smart-serial connection a server, 127.0.0.2 a client (ConnectionsSmartSerialServer)", () => {
    const smart = { listens: true, port: 4000 } as const;
    for (const host of ["any", "ANY", "127.0.0.1"])
      expect(place({ ...smart, host })).to.deep.equal({
        kind: "server",
        target: { host: host.toLowerCase(), port: 4000 },
      });
    expect(place({ ...smart, host: "127.0.0.2" })).to.deep.equal(client("127.0.0.2", 4000));
    expect(place({ host: "127.0.0.1", port: 4000 })).to.deep.equal(client("127.0.0.1", 4000));
    expect(place({ ...smart, host: "any", port: 0 })).to.deep.include({ kind: "server" });
  });

  it("says why an address cannot be used", () => {
    expect(place({})).to.include({ kind: "none", code: "ADDRESS_EMPTY" });
    for (const host of ["device", "udp://device:7", "a:b:c", "device:70000"])
      expect(place({ host }), host).to.include({ kind: "none", code: "ADDRESS_INVALID" });
    expect(place({ host: "udp://device:7" }))
      .to.have.property("problem")
      .that.contains("port type is TCP/IP");
    expect(place({ host: "device" }))
      .to.have.property("problem")
      .that.contains("no port");
  });

  it("never throws, and never gives a port out of range", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (host, dynamicValue) => {
        const found = place({ listens: true, host, dynamicValue, port: 1 });
        if (found.kind !== "none") expect(found.target.port).to.be.within(1, 65535);
      }),
    );
  });

  it("writes an address as a URL", () => {
    expect(serialUrl("tcp", { host: "device", port: 7 })).to.equal("tcp://device:7");
    expect(serialUrl("tcp", { host: "::1", port: 7 })).to.equal("tcp://[::1]:7");
  });
});
