/** The protocol of a connector that a command line names by its file, its folder or its solution. */
import { existsSync, statSync } from "node:fs";
import path from "node:path";

/** The file of the protocol: what was given, or `protocol.xml` in that folder or beside that solution. */
export function protocolFile(given: string): string {
  if (/\.slnx?$/i.test(given)) return path.join(path.dirname(given), "protocol.xml");
  const inFolder = path.join(given, "protocol.xml");
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder || existsSync(inFolder) ? inFolder : given;
}
