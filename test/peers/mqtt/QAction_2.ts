/** QAction 2 of this connector. */
export { Run } from "../plain/QAction_2.ts";
