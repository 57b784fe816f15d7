/** The sender in front of a packet. */
import { expect } from "chai";
import { smartIpHeader } from "../../../src/wire/stream/smart-ip-header.ts";
import { toHex } from "../../support/wire/wire-protocols.ts";

describe("smartIpHeader", () => {
  it("TCP: port and address big endian, sequence number little endian", () => {
    const header = smartIpHeader({
      transport: "tcp",
      address: "10.12.200.242",
      port: 65871 % 65536,
      sequence: 258,
    });
    expect(toHex(header)).to.equal("01 4F 0A 0C C8 F2 02 01 00 00 00 00 00 00");
  });

  it("UDP: address and port", () => {
    expect(
      toHex(smartIpHeader({ transport: "udp", address: "::ffff:127.0.0.1", port: 4001, sequence: 0 })),
    ).to.equal("7F 00 00 01 0F A1");
  });

  it("an address of another kind is 0.0.0.0", () => {
    for (const address of ["fe80::1", "1.2.3", "1.2.3.256", "localhost"]) {
      expect(toHex(smartIpHeader({ transport: "udp", address, port: 1, sequence: 0 })), address).to.equal(
        "00 00 00 00 00 01",
      );
    }
  });
});
