/** Names in one class or object of the helper: each is granted once, so that no member hides another. */
import type { Param } from "../protocol/model.ts";
import type { Position } from "../protocol/xml/xml-element.ts";

/** A name that was refused. */
export interface NameProblem {
  /** Error: two parameters claim the name. Warning: it belongs to DataMiner or JavaScript, or cannot be made. */
  readonly severity: "error" | "warning";
  /** Which name, why not, and what to use instead. */
  readonly message: string;
  readonly position: Position;
}

/** A name that a parameter claims. */
export interface Claim {
  readonly param: Param;
  /** The name without the parameter id; `""` when the parameter's name has no letter or digit. */
  readonly plain: string;
  /** The name with the parameter id, granted in any case. When missing, one is made only if `plain` is refused. */
  readonly numbered?: string;
}

/** What a claim was granted: the plain name first, unless it was refused. */
export interface Granted {
  readonly param: Param;
  /** One or two names, never none. */
  readonly names: readonly [string, ...string[]];
}

/** Members of every JavaScript object. */
const never: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Grants names. A plain name is refused when two parameters claim it, when it is reserved, begins with `__`, or is the
 * numbered name of another parameter; the member then has the form with the id only.
 * @param scope the class or object, for messages: `Parameter`, `SLProtocolExt`
 * @param reserved names that something else has
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
