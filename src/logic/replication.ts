/** Whether a protocol is the copy of another element. */
import { oncePer } from "../base/once-per.ts";
import type { Protocol } from "../protocol/model.ts";
import type { XmlElement } from "../protocol/xml/xml-element.ts";

/** True when a parameter is replicated: then no group of the protocol is processed (`Protocol.Params.Param.Replication`). */
export const replicatesParameters: (protocol: Protocol) => boolean = oncePer(({ root }) => {
  const params = root.children.find(({ localName }) => localName === "params");
  const replicated = (param: XmlElement): boolean =>
    param.children.some(({ localName }) => localName === "replication");
  return params?.children.some(replicated) === true;
});
