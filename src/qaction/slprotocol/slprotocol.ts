/** `SLProtocol`: the object that a QAction works with, all members with their C# names. */
import type { CellMembers } from "./slprotocol-cells.ts";
import type { ConnectivityMembers } from "./slprotocol-connectivity.ts";
import type { ParameterMembers } from "./slprotocol-parameters.ts";
import type { RowMembers } from "./slprotocol-rows.ts";
import type { RunMembers } from "./slprotocol-run.ts";
import type { SystemMembers } from "./slprotocol-system.ts";

/**
 * What a QAction gets as its first argument (`Skyline.DataMiner.Scripting.SLProtocol`). One object is made for each run.
 *
 * Members answer as DataMiner does: a failure is a result code, `null`, -1 or `false` and a line in the element
 * log, hardly ever an exception; the few that throw say so. A set returns when everything it has caused has run.
 * After the element has stopped every member answers with its failure value; ids and names stay readable.
 */
export interface SLProtocol
  extends ParameterMembers, CellMembers, RowMembers, RunMembers, SystemMembers, ConnectivityMembers {}

/**
 * Base of the generated object of one connector: `SLProtocol` plus a property for each parameter and table.
 * What `qaction typings` writes for a connector extends it.
 */
export type SLProtocolExt = SLProtocol;
