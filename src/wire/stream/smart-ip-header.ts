/** `smartIpHeader`: the sender, before every packet of a smart-serial connection (`Protocol.Type-communicationOptions`). */

/** The sender of a packet. */
export interface PacketSender {
  readonly transport: "tcp" | "udp";
  /** IPv4 address in dotted form, also as `::ffff:1.2.3.4`; anything else gives 0.0.0.0. */
  readonly address: string;
  /** 0..65535. */
  readonly port: number;
  /** TCP: number of the packet, below 2^53. */
  readonly sequence: number;
}

/**
 * The bytes before the packet. TCP: port (2, big endian), address (4, big endian), sequence number (8, little
 * endian). UDP: address (4), port (2), both big endian.
 */
export function smartIpHeader({ transport, address, port, sequence }: PacketSender): Uint8Array {
  const parts = address
    .replace(/^::ffff:/i, "")
    .split(".")
    .map(Number);
  const valid =
    parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256);
  const ip = valid ? parts : [0, 0, 0, 0];
  if (transport === "udp") return Uint8Array.of(...ip, port >> 8, port & 0xff);
  const header = Buffer.alloc(14);
  header.writeUInt16BE(port, 0);
  header.set(ip, 2);
  header.writeBigUInt64LE(BigInt(sequence), 6);
  return header;
}
