/** Checks of single parameters, tables and the encoding of text. */
import type { Checks } from "./check.ts";

/** Parameters. */
export const parameterChecks = {
  UNICODE_CONFLICT: {
    severity: "warning",
    explanation:
      "Type@options and Options/Encoding disagree about Unicode. One of them is enough: the protocol is Unicode.",
  },
  CRC_UNPUBLISHED: {
    severity: "warning",
    runtimeOnly: true,
    explanation:
      "A checksum of type CODAN or RCDS, which is not documented anywhere. The common CRC of the field's size is used: CRC-8/SMBUS, CRC-16/ARC, CRC-24/OPENPGP or CRC-32/ISO-HDLC.",
  },
  COLUMN_OPTIONS: {
    severity: "warning",
    explanation:
      "Options of a column that do not begin with the separator, such as save for ;save. They are read as if they did (`QuestionsAndAnswers`).",
  },
  DYNAMIC_IP: {
    severity: "error",
    explanation: "The option dynamic ip works only on parameters of type read.",
    check({ params }, report) {
      for (const { id, type, dynamicIp, position } of params.values()) {
        if (dynamicIp === undefined || type === "read") continue;
        report(
          `parameter ${String(id)} has the option dynamic ip but is of type ${type}. Move the option to a read parameter, which this one may set with setter.`,
          position,
        );
      }
    },
  },
} as const satisfies Checks;
