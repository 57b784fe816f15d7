/** `npm run pictures`: writes the pictures of the docs from what the commands print. */
import { mkdirSync, writeFileSync } from "node:fs";
import { garbledTextPictures } from "./garbled-text.ts";

const folder = new URL("../../docs/pictures/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, picture] of await garbledTextPictures()) writeFileSync(new URL(name, folder), picture);
