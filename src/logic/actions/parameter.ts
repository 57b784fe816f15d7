/** Actions on parameters. */
import { andThen } from "../../base/maybe-promise.ts";
import { replaceInBytes } from "../../wire/replace-data.ts";
import type { ActionTable, ItemAction } from "./action.ts";
import { aggregate } from "./aggregate.ts";
import { increment, multiply, pow } from "./arithmetic.ts";
import { parameterNumber, dataReplacement } from "./attributes.ts";
import { append, appendData, copy, copyReverse } from "./copying.ts";
import { snmpOnly } from "./unsupported.ts";
import { setInfo } from "./set-info.ts";
import { reverse } from "./reverse.ts";

/** Erases the value: the next one counts as new. What is shown stays, except of a table (`LogicActionClear`). */
const clear: ItemAction = {
  each: (work, pid) => {
    const code = work.engine.parameters.clear(pid);
    if (code !== 0) return work.fail(`there is no parameter ${String(pid)} that can be cleared`);
    if (work.engine.parameters.table(pid) !== undefined) work.engine.host.clearDisplay(pid);
    return true;
  },
};

const clearOnDisplay: ItemAction = {
  each: (work, pid) => {
    if (!work.engine.protocol.params.has(pid)) return work.fail(`there is no parameter ${String(pid)}`);
    work.engine.host.clearDisplay(pid);
    return true;
  },
};

/** Enters the last value of a parameter again; one that was never set has none. */
const go: ItemAction = {
  each: (work, pid) => {
    const value = work.engine.parameters.get(pid);
    if (value === undefined) return work.fail(`there is no parameter ${String(pid)}`);
    if (value === null || work.engine.parameters.isEmpty(pid) === true) return true;
    return work.set(pid, value);
  },
};

/** Runs the QActions of a parameter, and nothing else of its change event. */
const runActions: ItemAction = {
  each: (work, pid) => andThen(work.engine.qactions.runOf(pid, work.context), () => true),
};

const save: ItemAction = {
  each: (work, pid) => {
    if (!work.engine.protocol.params.has(pid)) return work.fail(`there is no parameter ${String(pid)}`);
    work.engine.host.save(pid);
    return true;
  },
};

/** Length in bytes of a fixed parameter := value of `Type@id`. */
const changeLength: ItemAction = {
  each: (work, pid) => {
    const { typeId } = work.action;
    const length = typeId === undefined ? undefined : parameterNumber(work, typeId);
    if (length === undefined)
      return work.fail("Type@id must name a parameter that holds the length in bytes");
    const code = work.engine.parameters.changeLength(pid, length);
    return (
      code === 0 ||
      work.fail(`parameter ${String(pid)} must be of LengthType fixed, and its length 0 or more`)
    );
  },
};

/** Nominal value of the alarm levels := the last value, or that of `Type@id`. */
const normalize: ItemAction = {
  each: (work, pid) => {
    const { typeId = pid } = work.action;
    const nominal = work.engine.parameters.get(typeId);
    if (nominal === undefined || nominal === null)
      return work.fail(`parameter ${String(typeId)} has no value`);
    work.engine.host.normalize(pid, nominal);
    return true;
  },
};

/** Parses one parameter of the response whose trigger runs this. */
const read: ItemAction = {
  each: (work, pid) => {
    const { response } = work.context;
    if (response === undefined) return work.fail("it must be run by a trigger of a response");
    return response.readNow(pid);
  },
};

/** Bytes of a parameter replaced by others (`LogicActionReplaceData`). */
const replaceData: ItemAction = {
  each: (work, pid) => {
    const data = dataReplacement(work);
    const bytes = work.engine.parameters.bytes(pid);
    if (data === undefined) return false;
    if (bytes === undefined) return work.fail(`there is no parameter ${String(pid)} with bytes`);
    return work.setBytes(pid, replaceInBytes(bytes, data));
  },
};

export const parameterActions: ActionTable = {
  aggregate,
  append,
  "append data": appendData,
  "change length": changeLength,
  clear,
  "clear on display": clearOnDisplay,
  copy,
  "copy reverse": copyReverse,
  go,
  increment,
  multiply,
  normalize,
  pow,
  read,
  "replace data": replaceData,
  reverse,
  "run actions": runActions,
  save,
  set: snmpOnly("LogicActionSet"),
  "set info": setInfo,
  "set and get with wait": snmpOnly("LogicActionSetAndGetWithWait"),
  "set with wait": snmpOnly("LogicActionSetWithWait"),
};
