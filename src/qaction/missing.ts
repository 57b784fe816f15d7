/** Members of SLProtocol that are not built yet: they say so, and never answer with a silent null. */
import { QActionKitError } from "../errors.ts";

/** @throws QActionKitError `ERR_MEMBER_MISSING`, always. */
export function missing(member: string, ...given: readonly unknown[]): never {
  throw new QActionKitError("ERR_MEMBER_MISSING", `SLProtocol.${member} is not built yet.`, {
    details: { member, arguments: given.length },
  });
}
