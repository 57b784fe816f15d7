/** QAction 2 of this connector: decodes the events. */
export { decodeMessage as Run } from "../websocket/shared/decode-message.ts";
