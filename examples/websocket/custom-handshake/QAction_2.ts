/** QAction 2 of this connector: the cure. */
export { decodeMessage as Run } from "../shared/decode-message.ts";
