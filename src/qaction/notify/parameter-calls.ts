/** NotifyProtocol numbers about standalone parameters. */
import {
  clearParameter,
  getData,
  getParameter,
  getParameterByName,
  getParameterDescription,
  putParameterByName,
  setParameterBinary,
  setParameterDescription,
  setParametersByName,
} from "../slprotocol/parameter-members.ts";
import type { NameChoice } from "../slprotocol/parameter-names.ts";
import type { Scalar } from "../script-values.ts";
import { idOf, idsOf, listOf, textsOf, wrongShape } from "./notify-call.ts";
import type { NotifyEntry } from "./notify-call.ts";
import { hresults, signed } from "../slprotocol/hresult.ts";

function setByName(number: number, name: string, choice: NameChoice): NotifyEntry {
  return {
    number,
    name,
    run(run, names, values) {
      if (typeof names === "string") return signed(putParameterByName(run, names, values, choice));
      const many = textsOf(names);
      const list = listOf(values);
      if (many === undefined || list === undefined) return wrongShape;
      return setParametersByName(run, many, list as readonly (Scalar | null)[], choice);
    },
  };
}

/** Entries for standalone parameters. */
export const parameterNotifies: readonly NotifyEntry[] = [
  {
    number: 60,
    name: "NT_GET_DATA",
    run(run, from, id) {
      const pid = idOf(id);
      return typeof from === "string" && pid !== undefined ? getData(run, from, pid) : wrongShape;
    },
  },
  {
    number: 73,
    name: "NT_GET_PARAMETER",
    run(run, id) {
      const pid = idOf(id);
      if (pid !== undefined) return getParameter(run, pid);
      const ids = idsOf(id);
      return ids === undefined ? wrongShape : ids.map((one) => getParameter(run, one));
    },
  },
  {
    number: 77,
    name: "NT_GET_DESCRIPTION",
    run(run, id) {
      const pid = idOf(id);
      return pid === undefined ? wrongShape : getParameterDescription(run, pid);
    },
  },
  setByName(84, "NT_SET_PARAMETER_BY_NAME", "any"),
  {
    number: 85,
    name: "NT_GET_PARAMETER_BY_NAME",
    run: (run, name) => (typeof name === "string" ? getParameterByName(run, name) : wrongShape),
  },
  {
    number: 131,
    name: "NT_SET_DESCRIPTION",
    run(run, id, text) {
      const pid = idOf(id);
      if (pid === undefined || typeof text !== "string") return wrongShape;
      setParameterDescription(run, pid, text);
      return null;
    },
  },
  {
    number: 177,
    name: "NT_SET_BINARY_DATA",
    run(run, id, bytes) {
      const pid = idOf(id);
      if (pid === undefined) return wrongShape;
      setParameterBinary(run, pid, bytes);
      return null;
    },
  },
  setByName(342, "NT_SET_READ_PARAMETER_BY_NAME", "read"),
  setByName(343, "NT_SET_WRITE_PARAMETER_BY_NAME", "write"),
  {
    number: 474,
    name: "NT_CLEAR_PARAMETER",
    run(run, id) {
      const pid = idOf(id);
      if (pid === undefined) return wrongShape;
      try {
        clearParameter(run, pid);
        return null;
      } catch (error) {
        run.fail("NT_CLEAR_PARAMETER", pid, hresults.notFound);
        return error instanceof Error ? error.message : String(error);
      }
    },
  },
];
