/** Which entries of the stream are shown: by direction, connection, and a search in text, hex or by a regular expression. */
import type { ElementDescription, StreamItem } from "../messages.ts";
import { bytesOfHex, entryName, previewText } from "./formats.ts";

/** How the searched words are meant. */
export type SearchMode = "text" | "hex" | "regex";

/** What the user has chosen. */
export interface StreamChoice {
  readonly direction: "all" | "in" | "out" | "state";
  /** -1: all. */
  readonly connection: number;
  readonly words: string;
  readonly mode: SearchMode;
}

/** What entries have to be, or why the words cannot be searched for. */
export type StreamTest = ((entry: StreamItem) => boolean) | { readonly problem: string };

/** Everything that text is searched in: payload, name, note, reason. */
function searchedText(entry: StreamItem, names: ElementDescription): string {
  const { hex = "", length = 0, note = "", reason = "" } = entry;
  const payload = hex === "" ? "" : previewText(bytesOfHex(hex), 2 * length > hex.length);
  return [payload, entryName(entry, names), note, reason].join("\n");
}

function searchTest({ words, mode }: StreamChoice, names: ElementDescription): StreamTest {
  if (words === "") return () => true;
  if (mode === "hex") {
    const digits = words.replaceAll(/0x|[\s,:-]/gi, "").toLowerCase();
    if (!/^(?:[\da-f]{2})+$/.test(digits))
      return { problem: "Hex needs two digits for each byte, for example c3 a9." };
    return ({ hex = "" }) => {
      for (let at = hex.indexOf(digits); at >= 0; at = hex.indexOf(digits, at + 1))
        if (at % 2 === 0) return true;
      return false;
    };
  }
  if (mode === "regex") {
    let pattern: RegExp;
    try {
      pattern = new RegExp(words, "iu");
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error) };
    }
    return (entry) => pattern.test(searchedText(entry, names));
  }
  const wanted = words.toLowerCase();
  return (entry) => searchedText(entry, names).toLowerCase().includes(wanted);
}

/** The test of a choice. */
export function streamTest(choice: StreamChoice, names: ElementDescription): StreamTest {
  const search = searchTest(choice, names);
  if (typeof search !== "function") return search;
  const { direction, connection } = choice;
  return (entry) =>
    (direction === "all" || entry.direction === direction) &&
    (connection < 0 || entry.connection === connection) &&
    search(entry);
}
