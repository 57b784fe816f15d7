/** Checks of tags against the protocol schema, in the sections that are read. */
import type { Checks, Report } from "./check.ts";
import type { XmlElement } from "../xml/xml-element.ts";

/** Children by parent, names lower-cased; a parent that is not listed may have any (pages `Protocol` and `Protocol.X.Y`). */
const children: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    protocol:
      "actions advanced alarmlevellinks app chains commands compliancies connections description deviceoid display dves " +
      "elementoptions elementtype exportrules generalparameters groups http icon integrationid internallicenses mib name " +
      "notimeout notimeouts options ownership pairs parametergroups params portsettings ports processautomation provider " +
      "qactions rca relations responses severitybubbleup snmp swarming systemoptions threads timers topologies topology " +
      "treecontrols triggers type vendor vendoroid version versionhistory",
    "protocol/params": "param",
    "protocol/params/param":
      "alarm arrayoptions crc crossdriveroptions dashboard database dependencies description display hyperlinks icon " +
      "information interprete length matrix measurement mediation message name replication snmp type",
    "protocol/params/param/interprete":
      "alignment base bits byteoffset decimals defaultvalue endian exceptions factor length lengthtype nbrofbits offset " +
      "others range rawtype rounding scale sequence startposition type value",
    "protocol/params/param/interprete/range": "low high",
    "protocol/params/param/crc": "content type",
    "protocol/params/param/length": "content",
    "protocol/params/param/arrayoptions": "columnoption namingformat",
    "protocol/triggers": "trigger",
    "protocol/triggers/trigger": "condition content name on time type",
    "protocol/triggers/trigger/content": "id",
    "protocol/actions": "action",
    "protocol/actions/action": "condition name on type",
    "protocol/groups": "group",
    "protocol/groups/group": "condition content description name type",
    "protocol/groups/group/content": "action pair param session trigger",
    "protocol/timers": "timer",
    "protocol/timers/timer": "condition content interval name time",
    "protocol/timers/timer/content": "group",
    "protocol/commands": "command",
    "protocol/commands/command": "content description name websocketmessagetype",
    "protocol/commands/command/content": "param",
    "protocol/responses": "response",
    "protocol/responses/response": "content description name",
    "protocol/responses/response/content": "param",
    "protocol/pairs": "pair",
    "protocol/pairs/pair": "condition content description name",
    "protocol/pairs/pair/content": "command response responseonbadcommand",
    "protocol/http": "session",
    "protocol/http/session": "connection",
    "protocol/http/session/connection": "request response",
    "protocol/http/session/connection/request": "data headers parameters",
    "protocol/http/session/connection/request/headers": "header",
    "protocol/http/session/connection/request/parameters": "parameter",
    "protocol/http/session/connection/response": "content headers",
    "protocol/http/session/connection/response/headers": "header",
    "protocol/qactions": "qaction",
    "protocol/qactions/qaction": "condition",
    "protocol/threads": "thread",
    "protocol/connections": "connection",
    "protocol/connections/connection":
      "communicationoptions gpib http opc portsettings serial service sla smartserial snmp snmpv2 snmpv3 type usersettings " +
      "virtual",
    "protocol/connections/connection/http": "communicationoptions usersettings",
  }).map(([parent, names]) => [parent, names.split(" ")]),
);

/** Tags. */
export const tagChecks = {
  TAG_UNKNOWN: {
    severity: "information",
    explanation:
      "A tag that the protocol schema does not allow here. It is kept in the tree and has no effect.",
    check({ root }, report) {
      checkChildren(root, "protocol", report);
    },
  },
  TAG_REPEATED: {
    severity: "warning",
    explanation: "A tag that may occur only once occurs again. The first one is used.",
  },
  TAG_MISSING: {
    severity: "error",
    explanation: "A tag that the object requires is missing or empty.",
  },
} as const satisfies Checks;

function checkChildren(element: XmlElement, path: string, report: Report): void {
  const known = children[path];
  if (known === undefined) return;
  for (const child of element.children) {
    if (known.includes(child.localName)) checkChildren(child, `${path}/${child.localName}`, report);
    else {
      report(
        `<${child.name}> is not a tag of <${element.name}>. It has no effect; correct the name or remove it.`,
        child.position,
      );
    }
  }
}
