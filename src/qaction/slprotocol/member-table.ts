/** The member table: every member of `SLProtocol` with its implementation. */
import { cellMembers } from "./cell-members.ts";
import { connectivityMembers } from "./connectivity-members.ts";
import { dataStringMembers } from "./data-string-members.ts";
import { fillMembers } from "./fill-members.ts";
import type { MemberRows } from "./member-rows.ts";
import { parameterMembers } from "./parameter-members.ts";
import { rowMembers } from "./row-members.ts";
import { runMembers } from "./run-members.ts";
import type { SLProtocol } from "./slprotocol.ts";
import { systemMembers } from "./system-members.ts";

/**
 * All rows by the name of their member. What lists members is made from it: the objects of scripts, the names that a
 * parameter cannot have, the stub of unit tests and the page `docs/slprotocol.md`.
 */
export const memberTable = {
  ...parameterMembers,
  ...dataStringMembers,
  ...cellMembers,
  ...rowMembers,
  ...fillMembers,
  ...runMembers,
  ...systemMembers,
  ...connectivityMembers,
} satisfies MemberRows<SLProtocol>;

/** Names of the members of `SLProtocol`. */
export const memberNames = Object.keys(memberTable) as readonly (keyof SLProtocol)[];
