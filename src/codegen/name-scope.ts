/** One class or object of the helper: hands out each name once, so that no member hides another. */
import type { Param } from "../protocol/model.ts";
import type { Position } from "../protocol/xml/xml-element.ts";

/** A name that could not be given. */
export interface NameProblem {
  /** Two parameters claim it, which is an error in the protocol; or it belongs to DataMiner or JavaScript. */
  readonly severity: "error" | "warning";
  /** Which, why, and what there is in its place. */
  readonly message: string;
  readonly position: Position;
}

/** A member that is asked for. */
export interface Claim {
  readonly param: Param;
  /** The name without a number; `""` when the parameter's name leaves none. */
  readonly plain: string;
  /** The name with the parameter id, which nothing else can have; missing: there is one only when `plain` is taken. */
  readonly numbered?: string;
}

/** What a claim got: the plain name first, when it could be given. */
export interface Granted {
  readonly param: Param;
  /** One or two names, never none. */
  readonly names: readonly [string, ...string[]];
}

/** Names that nothing may have: JavaScript would take them for something else. */
const never: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Grants names. A plain name that two claim goes to neither, nor does one that is reserved, begins with `__`, or is the
 * numbered name of another: such members have the form with the id only.
 * @param scope what the names are in, for messages: `Parameter`, `SLProtocolExt`
 * @param reserved names that are given to something else
 */
export function grant(
  scope: string,
  claims: readonly Claim[],
  reserved: Iterable<string>,
  problems: NameProblem[],
): Granted[] {
  const taken = new Set(reserved);
  const numbered = new Set(claims.map(withNumber));
  const claimants = new Map<string, number>();
  for (const { plain } of claims) claimants.set(plain, (claimants.get(plain) ?? 0) + 1);
  return claims.map((claim) => {
    const { param, plain } = claim;
    const fallback = withNumber(claim);
    const reason = refusal();
    if (reason === undefined) {
      return { param, names: claim.numbered === undefined ? [plain] : [plain, claim.numbered] };
    }
    problems.push({
      severity: (claimants.get(plain) ?? 0) > 1 && plain !== "" ? "error" : "warning",
      message: `${scope} has no ${plain === "" ? "short name" : `'${plain}'`} for ${param.type} parameter ${String(param.id)} '${param.name}': ${reason}. Use ${fallback}.`,
      position: param.position,
    });
    return { param, names: [fallback] };

    function refusal(): string | undefined {
      if (plain === "") return "its name has no letter or digit";
      if ((claimants.get(plain) ?? 0) > 1) return "another parameter would have the same";
      if (taken.has(plain) || never.has(plain)) return "that name belongs to something else";
      if (plain.startsWith("__")) return "names that begin with __ are reserved";
      if (numbered.has(plain)) return "that is how another parameter is called with its id";
      return undefined;
    }
  });
}

function withNumber({ param, plain, numbered }: Claim): string {
  return numbered ?? `${plain}_${String(param.id)}`;
}
