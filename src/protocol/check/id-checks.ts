/** Findings about ids and names of objects; the readers report them, since the model keeps one object for each id. */
import type { Checks } from "./check.ts";

/** Ids and names. */
export const idChecks = {
  ID_MISSING: {
    severity: "error",
    explanation: "An object without a valid id. Nothing can refer to it; it was not loaded.",
  },
  ID_DUPLICATE: {
    severity: "error",
    explanation: "Two objects of one kind have the same id. The first one in the file is used.",
  },
  ID_OUT_OF_RANGE: {
    severity: "error",
    explanation:
      "An id outside the ranges that connectors may use. Like DataMiner, the kit does not load such a parameter; other objects are loaded.",
  },
  ID_RESERVED: {
    severity: "warning",
    explanation:
      "An id in a range that belongs to a module, to mediation or to Flow Engineering. It is loaded.",
  },
  NAME_DUPLICATE: {
    severity: "warning",
    explanation: "Two objects of one kind have the same name; for parameters the same name and type.",
  },
} as const satisfies Checks;
