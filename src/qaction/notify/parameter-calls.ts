/** NotifyProtocol numbers about standalone parameters. */
import type { ByteStream, Scalar } from "../script-values.ts";
import { hresults } from "../../parameter/hresult.ts";
import { parameterMembers } from "../slprotocol/parameter-members.ts";
import { wrongShape } from "./notify-call.ts";
import { idOf, idsOf, listOf, textsOf } from "./notify-shapes.ts";
import type { NotifyRow } from "./notify-call.ts";

function setByName(
  number: number,
  name: string,
  one: "SetParameterByName" | "SetReadParameterByName" | "SetWriteParameterByName",
  many: "SetParametersByName" | "SetReadParametersByName" | "SetWriteParametersByName",
): NotifyRow {
  return {
    number,
    name,
    takes: ["name, or names", "value, or values"],
    gives: "0, or a code for each name",
    fails: "a negative code",
    run(run, names, values) {
      if (typeof names === "string") return parameterMembers[one](run, names, values as Scalar | null);
      const list = textsOf(names);
      const given = listOf(values);
      if (list === undefined || given === undefined) return wrongShape;
      return parameterMembers[many](run, list, given as readonly (Scalar | null)[]);
    },
  };
}

/** Rows for standalone parameters. */
export const parameterNotifies: readonly NotifyRow[] = [
  {
    number: 60,
    name: "NT_GET_DATA",
    takes: ["`parameter`", "pid"],
    gives: "bytes",
    run(run, from, id) {
      const pid = idOf(id);
      if (typeof from !== "string" || pid === undefined) return wrongShape;
      return parameterMembers.GetData(run, from, pid);
    },
  },
  {
    number: 73,
    name: "NT_GET_PARAMETER",
    takes: ["pid, or pids", "null"],
    gives: "value, or values",
    run(run, id) {
      const pid = idOf(id);
      if (pid !== undefined) return parameterMembers.GetParameter(run, pid);
      return idsOf(id)?.map((one) => parameterMembers.GetParameter(run, one)) ?? wrongShape;
    },
  },
  {
    number: 77,
    name: "NT_GET_DESCRIPTION",
    takes: ["pid", "null"],
    gives: "text",
    run(run, id) {
      const pid = idOf(id);
      return pid === undefined ? wrongShape : parameterMembers.GetParameterDescription(run, pid);
    },
  },
  setByName(84, "NT_SET_PARAMETER_BY_NAME", "SetParameterByName", "SetParametersByName"),
  {
    number: 85,
    name: "NT_GET_PARAMETER_BY_NAME",
    takes: ["name", "null"],
    gives: "value",
    run: (run, name) =>
      typeof name === "string" ? parameterMembers.GetParameterByName(run, name) : wrongShape,
  },
  {
    number: 131,
    name: "NT_SET_DESCRIPTION",
    takes: ["pid", "text"],
    gives: "null",
    run(run, id, text) {
      const pid = idOf(id);
      if (pid === undefined || typeof text !== "string") return wrongShape;
      parameterMembers.SetParameterDescription(run, pid, text);
      return null;
    },
  },
  {
    number: 177,
    name: "NT_SET_BINARY_DATA",
    takes: ["pid", "bytes"],
    gives: "null",
    run(run, id, bytes) {
      const pid = idOf(id);
      if (pid === undefined) return wrongShape;
      parameterMembers.SetParameterBinary(run, pid, bytes as ByteStream);
      return null;
    },
  },
  setByName(342, "NT_SET_READ_PARAMETER_BY_NAME", "SetReadParameterByName", "SetReadParametersByName"),
  setByName(343, "NT_SET_WRITE_PARAMETER_BY_NAME", "SetWriteParameterByName", "SetWriteParametersByName"),
  {
    number: 474,
    name: "NT_CLEAR_PARAMETER",
    takes: ["pid of a parameter or table", "null"],
    gives: "null",
    fails: "text of the error",
    run(run, id) {
      const pid = idOf(id);
      if (pid === undefined) return wrongShape;
      try {
        parameterMembers.ClearParameter(run, pid);
        return null;
      } catch (error) {
        run.fail("NT_CLEAR_PARAMETER", pid, hresults.notFound);
        return error instanceof Error ? error.message : String(error);
      }
    },
  },
];
