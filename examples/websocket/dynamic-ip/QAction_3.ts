/** QAction 3 of this connector: the way back after a lost socket. */
export { reconnect as Run } from "../shared/reconnect.ts";
