/** QAction 1 of this connector: the problem. */
export { showAsRead as Run } from "../shared/show-as-read.ts";
