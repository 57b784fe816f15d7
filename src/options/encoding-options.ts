/** Options of text and bytes in scripts. */
import type { OptionRow } from "./option-row.ts";

export const encodingOptions = {
  dotnet: {
    default: "netfx",
    values: ["netfx", "core"],
    meaning:
      "the .NET version whose encodings scripts use: how many U+FFFD invalid UTF-8 becomes, and the index in exceptions",
    page: "LogicQActionsCompilation",
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
