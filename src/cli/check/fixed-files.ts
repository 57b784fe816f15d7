/** What fixes make of files: a unified diff, or new files in the place of the old ones. */
import path from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type { FileState, FixedFile } from "../../check/fix/apply-fixes.ts";
import { readSource } from "../../protocol/xml/source-text.ts";
import { paint, visible, type Style } from "../paint.ts";
import { replaceTogether } from "./replace-together.ts";
import { pathInside } from "./report-path.ts";

/** The changes of several connectors, in which a file of more than one of them is one change. */
export function joinedChanges(changes: readonly FixedFile[]): readonly FixedFile[] {
  const joined = new Map<string, FixedFile>();
  for (const change of changes) {
    const place = path.resolve(change.file);
    const first = joined.get(place) ?? change;
    joined.set(place, { ...first, after: change.after });
  }
  return [...joined.values()];
}

/**
 * The changes as a patch for `git apply` and `patch`, which compare bytes: each line has the bytes of its file, whatever its encoding.
 * @param folder What paths are relative to.
 */
export function patchOf(changes: readonly FixedFile[], folder: string): Uint8Array {
  const bytesOf = ({ bytes }: FileState): string => Buffer.from(bytes).toString("latin1");
  return Buffer.from(changes.map((change) => unified(change, folder, bytesOf)).join(""), "latin1");
}

/** The same for people: as text, with a line above each file that is not UTF-8. */
export function diffOf(changes: readonly FixedFile[], folder: string, colours: boolean): string {
  const text = changes
    .map((change) => {
      const { encoding } = readSource(change.after.bytes, change.file).source;
      const diff = unified(change, folder, (state) => state.text);
      return encoding === "utf-8"
        ? diff
        : `The next file is ${encoding}, and shown as text. What is written to a file or a pipe has its bytes.\n${diff}`;
    })
    .join("");
  return text.replaceAll(/^(?:[-+](?!-- |\+\+ )|@@).*$/gm, (line) =>
    paint(styleOf(line), visible(line), colours),
  );
}

const styleOf = (line: string): Style =>
  line.startsWith("@") ? "cyan" : line.startsWith("-") ? "red" : "green";

function unified(
  { file, before, after }: FixedFile,
  folder: string,
  shown: (state: FileState) => string,
): string {
  const inside = pathInside(file, folder);
  const [old, fresh] = inside === undefined ? [file, file] : [`a/${inside}`, `b/${inside}`];
  return createTwoFilesPatch(old, fresh, shown(before), shown(after), undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/**
 * Writes the changes of one connector, all or none.
 * @param folder that of the protocol
 * @throws CommandFailure when a file cannot be written, or has changed since it was read
 */
export async function writeChanges(folder: string, changes: readonly FixedFile[]): Promise<void> {
  await replaceTogether(
    folder,
    changes.map(({ file, before, after }) => ({ file, before: before.bytes, after: after.bytes })),
  );
}
