/** Whether the version of Node can run the kit. */

/** The oldest version of Node, as in `package.json`. */
export const oldestNode = "20.19";

/** What to say to a Node that is too old; `undefined` to one that is not. */
export function tooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = oldestNode.split(".").map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return `qaction needs Node ${oldestNode} or newer, and this is ${version}. Install a newer one: https://nodejs.org`;
}
