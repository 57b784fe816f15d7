/** NotifyProtocol numbers of the obsolete data strings of parameters. */
import type { Scalar } from "../script-values.ts";
import { dataStringMembers } from "../slprotocol/data-string-members.ts";
import { wrongShape } from "./notify-call.ts";
import { listOf, textsOf } from "./notify-shapes.ts";
import type { NotifyRow } from "./notify-call.ts";

/** Rows for data strings. */
export const dataStringNotifies: readonly NotifyRow[] = [
  {
    number: 86,
    name: "NT_SET_PARAMETER_BY_DATA",
    takes: ["data string, or data strings", "value, or values"],
    gives: "0, or a code for each",
    fails: "a negative code",
    run(run, data, value) {
      if (typeof data === "string") {
        return dataStringMembers.SetParameterByData(run, data, value as Scalar | null);
      }
      const [datas, values] = [textsOf(data), listOf(value)];
      if (datas === undefined || values === undefined) return wrongShape;
      return dataStringMembers.SetParametersByData(run, datas, values as readonly (Scalar | null)[]);
    },
  },
  {
    number: 87,
    name: "NT_GET_PARAMETER_BY_DATA",
    takes: ["data string", "null"],
    gives: "value",
    run: (run, data) =>
      typeof data === "string" ? dataStringMembers.GetParameterByData(run, data) : wrongShape,
  },
  {
    number: 88,
    name: "NT_GET_ITEM_DATA",
    takes: ["name", "null"],
    gives: 'text, `""` when there is none',
    run: (run, name) =>
      typeof name === "string" ? dataStringMembers.GetParameterItemData(run, name) : wrongShape,
  },
  {
    number: 89,
    name: "NT_SET_ITEM_DATA",
    takes: ["name, or names", "text, or texts"],
    gives: "0, or a code for each name",
    fails: "a negative code",
    run(run, name, text) {
      if (typeof name === "string" && typeof text === "string") {
        return dataStringMembers.SetParameterItemData(run, name, text);
      }
      const [names, texts] = [textsOf(name), textsOf(text)];
      if (names === undefined || texts === undefined) return wrongShape;
      return dataStringMembers.SetParametersItemData(run, names, texts);
    },
  },
];
