/** The last step of a command: `ascii`, then the text of a text frame (`AdvancedCodePages`). */
import { fromStorage, storageBytes, type StorageForm } from "../../encoding/storage.ts";
import type { Options } from "../../options/register.ts";
import type { Command, Protocol } from "../../protocol/model.ts";
import type { MadeCommand } from "./make-command.ts";
import { byteKind, type ByteKind } from "../parameter-kind.ts";
import { joinSegments } from "../segments.ts";

/** A message on its way to a device. */
export interface OutgoingMessage {
  /** Payload, sent unchanged: a copy of its own. */
  readonly bytes: Uint8Array;
  /** WebSocket: a text frame (opcode 1) instead of a binary one (opcode 2). */
  readonly text: boolean;
}

/** Options that decide the bytes of a finished command. */
export interface FinishOptions extends Pick<Options, "codePage" | "textFrameBytes"> {
  /** The option of the same name: `ascii` uses best-fit characters before `?`. */
  readonly storageBestFit?: boolean;
}

/**
 * The bytes to send. First `ascii` converts UTF-16LE parameters to the code page; then, for a command with
 * `WebSocketMessageType` text, every parameter is converted to UTF-8 according to its kind.
 * @param form storage form of the protocol: `unicode`, or its code page
 */
export function finishCommand(
  made: MadeCommand,
  protocol: Protocol,
  form: StorageForm,
  options: FinishOptions,
): OutgoingMessage {
  const text = made.command.messageType === "text";
  if (!text && (form !== "unicode" || made.command.ascii === undefined)) {
    return { bytes: joinSegments(made.segments), text };
  }
  const segments = made.segments.map((segment) => {
    const kind = byteKind(protocol.params.get(segment.pid));
    const ansi = form === "unicode" && isAnsi(made.command, segment.pid, kind);
    const bytes = ansi ? toCodePage(segment.bytes, options) : segment.bytes;
    return {
      pid: segment.pid,
      bytes: text ? frameText(bytes, kind, ansi ? options.codePage : form, options) : bytes,
    };
  });
  return { bytes: joinSegments(segments), text };
}

/** True when `ascii` of the command asks for this parameter; listed ids whatever they are (`P.Commands.Command-ascii`). */
function isAnsi(command: Command, pid: number, kind: ByteKind): boolean {
  if (command.ascii === undefined) return false;
  return command.ascii === true ? kind === "text" : command.ascii.includes(pid);
}

/** UTF-16LE bytes in the code page, `?` for what it lacks; a last odd byte is kept as it is. */
function toCodePage(bytes: Uint8Array, { codePage, storageBestFit = false }: FinishOptions): Uint8Array {
  const even = bytes.length & ~1;
  const converted = storageBytes(
    fromStorage(bytes.subarray(0, even), "unicode"),
    codePage,
    storageBestFit ? "bestFit" : "strict",
  );
  return even === bytes.length ? converted : Buffer.concat([converted, bytes.subarray(even)]);
}

/**
 * The UTF-8 of one parameter in a text frame. Text is decoded from its storage form, an unpaired surrogate becoming
 * U+FFFD; digits and bytes below 80 are copied; other bytes are decoded as the code page, unless `textFrameBytes` is `asIs`.
 */
function frameText(bytes: Uint8Array, kind: ByteKind, form: StorageForm, options: FinishOptions): Uint8Array {
  if (bytes.every((byte) => byte < 0x80) && (kind !== "text" || form !== "unicode")) return bytes;
  if (kind === "bytes" && options.textFrameBytes === "asIs") return bytes;
  return Buffer.from(fromStorage(bytes, kind === "text" ? form : options.codePage), "utf8");
}
