/** What fixes make of files: a unified diff, or new files in the place of the old ones. */
import path from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type { FileState, FixedFile } from "../../check/fix/apply-fixes.ts";
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

/** The changes as a patch, for `git apply` where the files are UTF-8. @param folder What paths are relative to. */
export function diffOf(changes: readonly FixedFile[], folder: string): string {
  return changes
    .map(({ file, before, after }) => {
      const inside = pathInside(file, folder);
      const [old, fresh] = inside === undefined ? [file, file] : [`a/${inside}`, `b/${inside}`];
      return createTwoFilesPatch(old, fresh, patchText(before), patchText(after), undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      });
    })
    .join("");
}

/** A byte order mark is part of the first line, with which a patch is compared. */
const patchText = ({ text, bytes }: FileState): string =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? `\ufeff${text}` : text;

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
