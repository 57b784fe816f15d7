/** `SLProtocol`: the object that a QAction works with, all members with their C# names. */
import type { CellMembers } from "./cell-members.ts";
import type { ConnectivityMembers } from "./connectivity-members.ts";
import type { DataStringMembers } from "./data-string-members.ts";
import type { FillMembers } from "./fill-members.ts";
import type { ParameterMembers } from "./parameter-members.ts";
import type { RowMembers } from "./row-members.ts";
import type { RunMembers } from "./run-members.ts";
import type { SystemMembers } from "./system-members.ts";

/**
 * What a QAction gets as its first argument (`Skyline.DataMiner.Scripting.SLProtocol`). One object is made for each run.
 *
 * Members answer as DataMiner does: a failure is a result code, `null`, -1 or `false` and a line in the element
 * log, hardly ever an exception; the few that throw say so. A set returns when everything it has caused has run.
 * After the element has stopped every member answers with its failure value; ids and names stay readable.
 */
export interface SLProtocol
  extends
    ParameterMembers,
    DataStringMembers,
    CellMembers,
    RowMembers,
    FillMembers,
    RunMembers,
    SystemMembers,
    ConnectivityMembers {}

/**
 * Base of the generated object of one connector: `SLProtocol` plus a property for each parameter and table.
 * What `qaction typings` writes for a connector extends it.
 */
export type SLProtocolExt = SLProtocol;
