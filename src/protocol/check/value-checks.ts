/** Findings about numbers and words; the readers report them, since the model has no malformed value. */
import type { Checks } from "./check.ts";

/** Numbers and words. */
export const valueChecks = {
  NUMBER_INVALID: {
    severity: "error",
    explanation: "A number was expected. The value was ignored, as if it were absent.",
  },
  NUMBER_RANGE: {
    severity: "warning",
    explanation: "A number is outside the range that the schema allows. It is used as it is.",
  },
  NUMBER_LIMIT: {
    severity: "error",
    explanation:
      "A number used as a size, a count, an index or an id is beyond what the runtime can handle. It was ignored, as if it were absent.",
  },
  VALUE_UNKNOWN: {
    severity: "error",
    explanation: "A word that is not one of the allowed values. The default, or nothing, was used instead.",
  },
} as const satisfies Checks;
