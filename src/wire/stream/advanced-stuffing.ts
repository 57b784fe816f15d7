/** `Advanced@stuffing`: stuffing that a smart-serial connection does by itself (`Protocol.Advanced-stuffing`). */
import { parseHex } from "../parameter-kind.ts";
import { offsetOf, type Stuffing } from "../stuffing.ts";

/** The parsed attribute. */
export interface AdvancedStuffing {
  /** Outgoing bytes are stuffed. */
  readonly command: boolean;
  /** Stuffing is removed from incoming bytes. */
  readonly response: boolean;
  readonly stuffing: Stuffing;
}

/**
 * Reads `on=command,response;escape=0x..;stuffing=0x..;allowed=0x..,0x..;startoffset=n;endoffset=n`. Without `on` it
 * applies in both directions, without `escape` the sequence is doubled. Undefined without a usable `stuffing`.
 */
export function parseAdvancedStuffing(text: string | undefined): AdvancedStuffing | undefined {
  const settings = new Map<string, string>();
  // Spaces are allowed anywhere (RN 44010).
  for (const token of (text ?? "").replaceAll(/\s/g, "").split(";")) {
    const [name = "", value = ""] = token.split("=", 2);
    settings.set(name.toLowerCase(), value);
  }
  const sequence = parseHex(settings.get("stuffing") ?? "");
  if (sequence === undefined) return undefined;
  const directions = (settings.get("on") ?? "command,response").split(",").map((name) => name.toLowerCase());
  return {
    command: directions.includes("command"),
    response: directions.includes("response"),
    stuffing: {
      sequence,
      escape: parseHex(settings.get("escape") ?? "") ?? sequence,
      allowed: (settings.get("allowed") ?? "").split(",").flatMap((one) => parseHex(one) ?? []),
      startOffset: offsetOf(settings.get("startoffset")),
      endOffset: offsetOf(settings.get("endoffset")),
    },
  };
}
