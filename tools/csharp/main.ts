/** `npm run csharp:stand-ins`: writes the generated half of the C# stand-ins. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { standIns } from "./stand-ins.ts";

const root = path.join(import.meta.dirname, "../..");
for (const [file, source] of Object.entries(standIns)) await writeFile(path.join(root, file), source());
