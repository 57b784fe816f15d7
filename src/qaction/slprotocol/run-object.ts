/** The script's object, third part: the members about the run, the element and the log. */
import * as members from "./run-members.ts";
import type { Run, RunOverrides } from "../qaction-run.ts";
import { runOf } from "./run-holder.ts";
import type { RunMembers } from "./slprotocol-run.ts";
import { TableObject } from "./table-object.ts";
import type { CellInfo, Hresult, InputValue } from "../script-values.ts";

/** Members about the run; what each does stands with {@link RunMembers}. */
export abstract class RunObject<C> extends TableObject<C> implements RunMembers {
  get DataMinerID(): number {
    return runOf(this).environment.host.facts.dataMinerId;
  }
  get ElementID(): number {
    return runOf(this).environment.host.facts.elementId;
  }
  get ElementName(): string {
    return runOf(this).environment.host.facts.name;
  }
  get ElementProtocolVersion(): string {
    return (
      runOf(this).overrides?.ElementProtocolVersion ?? runOf(this).environment.host.facts.protocolVersion
    );
  }
  set ElementProtocolVersion(value: string) {
    override(this).ElementProtocolVersion = value;
  }
  get ProtocolName(): string {
    return runOf(this).overrides?.ProtocolName ?? runOf(this).environment.protocol.name;
  }
  set ProtocolName(value: string) {
    override(this).ProtocolName = value;
  }
  get ProtocolVersion(): string {
    return runOf(this).overrides?.ProtocolVersion ?? runOf(this).environment.protocol.version;
  }
  set ProtocolVersion(value: string) {
    override(this).ProtocolVersion = value;
  }
  get QActionID(): number {
    return runOf(this).overrides?.QActionID ?? runOf(this).request.qaction.id;
  }
  set QActionID(value: number) {
    override(this).QActionID = value;
  }
  get MetricsKey(): string | null {
    return runOf(this).overrides?.MetricsKey ?? null;
  }
  set MetricsKey(value: string | null) {
    override(this).MetricsKey = value;
  }
  get UserInfo(): string {
    return members.userInfo(runOf(this));
  }
  get UserCookie(): string {
    return members.userCookie(runOf(this));
  }
  get IsActive(): number {
    return runOf(this).environment.host.active ? 1 : 0;
  }
  get Clear(): number {
    return Number.NEGATIVE_INFINITY;
  }
  get Leave(): number {
    return Number.POSITIVE_INFINITY;
  }

  GetTriggerParameter(): number {
    return runOf(this).request.triggerId;
  }
  GetInputParameter(j: number): InputValue {
    return members.getInputParameter(runOf(this), j);
  }
  GetInputBytes(i: number): Uint8Array | null {
    return members.getInputBytes(runOf(this), i);
  }
  RowIndex(): number {
    return runOf(this).request.row?.index ?? 0;
  }
  RowKey(): string {
    return runOf(this).request.row?.key ?? "";
  }
  NewRow(): readonly (CellInfo | null)[] | string | null {
    return runOf(this).request.row?.newRow ?? null;
  }
  OldRow(): readonly unknown[] | null {
    return members.oldRow(runOf(this));
  }
  RowRTT(): number | null {
    return runOf(this).request.row?.roundTripMs ?? null;
  }
  RowPingTimestamp(): string | null {
    return runOf(this).request.row?.pingTimestamp ?? null;
  }
  GetLocalDatabaseType(): string {
    return runOf(this).environment.options.databaseType;
  }
  Log(first: unknown, second?: unknown, third?: unknown): number {
    return members.log(runOf(this), first, second, third);
  }
  CheckTrigger(id: number): Hresult {
    return members.checkTrigger(runOf(this), id);
  }
  SendToDisplay(id: number, x?: number | readonly number[], y?: number | readonly number[]): Hresult {
    return members.sendToDisplay(runOf(this), id, x, y);
  }
  ShowInformationMessage(message: string, caption = ""): void {
    members.showInformationMessage(runOf(this), message, caption);
  }
}

function override<C>(object: RunObject<C>): RunOverrides {
  const run: Run<C> = runOf(object);
  return (run.overrides ??= {});
}
