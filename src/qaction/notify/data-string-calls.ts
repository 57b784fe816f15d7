/** NotifyProtocol numbers of the obsolete data strings of parameters. */
import {
  getParameterByData,
  getParameterItemData,
  putParameterByData,
  putParameterItemData,
  setParametersByData,
  setParametersItemData,
} from "../slprotocol/data-string-members.ts";
import { signed } from "../slprotocol/hresult.ts";
import type { Scalar } from "../script-values.ts";
import { listOf, textsOf, wrongShape } from "./notify-call.ts";
import type { NotifyEntry } from "./notify-call.ts";

/** Entries for data strings. */
export const dataNotifies: readonly NotifyEntry[] = [
  {
    number: 86,
    name: "NT_SET_PARAMETER_BY_DATA",
    run(run, data, value) {
      if (typeof data === "string") return signed(putParameterByData(run, data, value));
      const [datas, values] = [textsOf(data), listOf(value)];
      if (datas === undefined || values === undefined) return wrongShape;
      return setParametersByData(run, datas, values as readonly (Scalar | null)[]);
    },
  },
  {
    number: 87,
    name: "NT_GET_PARAMETER_BY_DATA",
    run: (run, data) => (typeof data === "string" ? getParameterByData(run, data) : wrongShape),
  },
  {
    number: 88,
    name: "NT_GET_ITEM_DATA",
    run: (run, name) => (typeof name === "string" ? getParameterItemData(run, name) : wrongShape),
  },
  {
    number: 89,
    name: "NT_SET_ITEM_DATA",
    run(run, name, text) {
      if (typeof name === "string" && typeof text === "string") {
        return signed(putParameterItemData(run, name, text));
      }
      const [names, texts] = [textsOf(name), textsOf(text)];
      return names === undefined || texts === undefined
        ? wrongShape
        : setParametersItemData(run, names, texts);
    },
  },
];
