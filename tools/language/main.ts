/** `npm run language`: writes the language model's data, `src/encoding/language/data.ts`, from its public sources. */
import { writeFileSync } from "node:fs";
import { dataModule } from "./data-module.ts";

writeFileSync(new URL("../../src/encoding/language/data.ts", import.meta.url), dataModule());
