/** WebSocket frames of a server, also those that the standard forbids, which the library `ws` would not send (RFC 6455 section 5.2). */

const final = 0x80;
const opcodeMask = 0x0f;
const opcodeClose = 8;
/** Longest payload whose length stands in the second byte; the next two numbers there say that a longer field follows. */
const shortest = 125;
const [twoBytes, eightBytes] = [126, 127];
/** Bytes of a reason: the payload of a control frame has at most 125, and the code takes two. */
const longestReason = 123;

/** One whole frame. */
export function serverFrame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const start = length <= shortest ? 2 : length <= 0xffff ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = final | (opcode & opcodeMask);
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = twoBytes;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = eightBytes;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(payload, start);
  return frame;
}

/** A reason that fits into a close frame, cut between two characters. */
export function closeReason(reason: string): Buffer {
  const bytes = Buffer.from(reason, "utf8");
  if (bytes.length <= longestReason) return bytes;
  let end = longestReason;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

/** A close frame with any code. */
export function closeFrame(code: number, reason: string): Buffer {
  return serverFrame(
    opcodeClose,
    Buffer.concat([Buffer.from([code >> 8, code & 0xff]), closeReason(reason)]),
  );
}
