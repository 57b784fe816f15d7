/** Whether a path leads out of a folder. */
import path from "node:path";

/** True for a relative path that stays in its folder. */
export function isInside(relative: string): boolean {
  return !path.isAbsolute(relative) && relative.split(/[\\/]/)[0] !== "..";
}
