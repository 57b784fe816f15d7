/** The action *read file* (`LogicActionReadFile`). */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { MaybePromise } from "../../base/maybe-promise.ts";
import type { ActionWork, SingleAction } from "./action.ts";
import { numberAttribute, parameterNumber } from "./attributes.ts";

/** `count` bytes (missing: all) of a file from `offset` on; fewer when the file ends before. */
function readPart(path: string, offset: number, count: number | undefined): Uint8Array {
  const file = openSync(path, "r");
  try {
    const rest = Math.max(0, fstatSync(file).size - offset);
    const bytes = new Uint8Array(Math.min(count ?? rest, rest));
    let done = 0;
    while (done < bytes.length) {
      const read = readSync(file, bytes, done, bytes.length - done, offset + done);
      if (read === 0) break;
      done += read;
    }
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}

/** The whole number of bytes in the parameter that an attribute names; undefined without the attribute. */
function count(work: ActionWork, attribute: string): number | undefined {
  const pid = numberAttribute(work, attribute);
  return pid === undefined ? undefined : Math.max(0, Math.trunc(parameterNumber(work, pid) ?? 0));
}

/** File named by the parameter `Type@id` (its full path) into the parameter `returnValue`. */
export const readFile: SingleAction = {
  once: (work): MaybePromise<boolean> => {
    const { typeId } = work.action;
    const target = numberAttribute(work, "returnvalue");
    const path = typeId === undefined ? undefined : work.engine.parameters.text(typeId);
    if (path === undefined || path === "")
      return work.fail("Type@id must name a parameter that holds the path of a file");
    if (target === undefined)
      return work.fail("Type@returnValue must name the parameter that gets the content");
    let content: Uint8Array;
    try {
      content = readPart(path, count(work, "startoffset") ?? 0, count(work, "nr"));
    } catch (error) {
      return work.fail(
        `'${path}' cannot be read (${error instanceof Error ? error.message : String(error)})`,
      );
    }
    return work.setBytes(target, content);
  },
};
