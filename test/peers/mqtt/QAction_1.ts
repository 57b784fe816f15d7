/** QAction 1 of this connector. */
export { Run } from "../plain/QAction_1.ts";
