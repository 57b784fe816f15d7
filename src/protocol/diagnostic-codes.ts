/** Every finding the loader can have: stable code, severity and what it means. */
import type { Severity } from "./diagnostic.ts";

interface CodeEntry {
  readonly severity: Severity;
  /** One or two sentences for `docs/diagnostics.md`. */
  readonly explanation: string;
}

/**
 * Codes, severities and explanations. Codes are part of the public interface: match `diagnostic.code`, not the
 * message. `docs/diagnostics.md` is written from this table.
 */
export const diagnosticCodes = {
  // The file as text and as XML.
  TEXT_ENCODING: {
    severity: "warning",
    explanation:
      "The XML declaration names an encoding that the bytes do not have. The bytes decide; correct the declaration or save the file in that encoding.",
  },
  TEXT_HALF_UNIT: {
    severity: "warning",
    explanation: "A UTF-16 file has an odd number of bytes. The last byte was ignored.",
  },
  XML_MALFORMED: {
    severity: "error",
    explanation:
      "The text is not well-formed XML. As much as possible is read: a missing end tag is assumed where its parent ends, a stray end tag is skipped.",
  },
  XML_ENTITY: {
    severity: "error",
    explanation:
      "A reference to an undefined entity, such as &nbsp;. It stays as text. Write the character or its number.",
  },
  XML_DOCTYPE: {
    severity: "error",
    explanation: "A DOCTYPE is refused, and its entities are never expanded. A protocol does not need one.",
  },
  XML_DEPTH: {
    severity: "error",
    explanation: "Elements are nested deeper than the option maxXmlDepth allows. Deeper ones were skipped.",
  },
  ROOT_TEXT: {
    severity: "warning",
    explanation: "Something other than the Protocol element is at the top level of the file. It is ignored.",
  },
  // Names and values.
  TAG_UNKNOWN: {
    severity: "information",
    explanation:
      "A tag that the protocol schema does not allow here. It is kept in the tree and has no effect.",
  },
  TAG_REPEATED: {
    severity: "warning",
    explanation: "A tag that may occur only once occurs again. The first one is used.",
  },
  TAG_MISSING: {
    severity: "error",
    explanation: "A tag that the object requires is missing or empty.",
  },
  NUMBER_INVALID: {
    severity: "error",
    explanation: "A number was expected. The value was ignored, as if it were absent.",
  },
  NUMBER_RANGE: {
    severity: "warning",
    explanation: "A number is outside the range that the schema allows. It is used as it is.",
  },
  NUMBER_LIMIT: {
    severity: "error",
    explanation:
      "A number used as a size, a count, an index or an id is beyond what the runtime can handle. It was ignored, as if it were absent.",
  },
  VALUE_UNKNOWN: {
    severity: "error",
    explanation: "A word that is not one of the allowed values. The default, or nothing, was used instead.",
  },
  // Ids, names and references.
  ID_MISSING: {
    severity: "error",
    explanation: "An object without a valid id. Nothing can refer to it; it was not loaded.",
  },
  ID_DUPLICATE: {
    severity: "error",
    explanation: "Two objects of one kind have the same id. The first one in the file is used.",
  },
  ID_OUT_OF_RANGE: {
    severity: "error",
    explanation:
      "An id outside the ranges that connectors may use. Like DataMiner, the kit does not load such a parameter; other objects are loaded.",
  },
  ID_RESERVED: {
    severity: "warning",
    explanation:
      "An id in a range that belongs to a module, to mediation or to Flow Engineering. It is loaded.",
  },
  NAME_DUPLICATE: {
    severity: "warning",
    explanation: "Two objects of one kind have the same name; for parameters the same name and type.",
  },
  REFERENCE_DANGLING: {
    severity: "error",
    explanation: "An id refers to an object that is not in the protocol.",
  },
  // Connections.
  CONNECTION_SPELLINGS: {
    severity: "error",
    explanation:
      "Type and Connections both declare connections. Connections is used (option typeAndConnections); of Type only the options are read.",
  },
  CONNECTION_MIXED: {
    severity: "warning",
    explanation:
      "Some connections have a Type tag, others a typed tag such as Http. DataMiner does not support both in one file.",
  },
  CONNECTION_UNSUPPORTED: {
    severity: "information",
    explanation: "A kind of connection that this runtime cannot open. The protocol runs without it.",
  },
  CONNECTION_UNKNOWN: {
    severity: "error",
    explanation: "A connection id that no connection of the protocol has.",
  },
  WEBSOCKET_MAKE: {
    severity: "warning",
    explanation:
      "A WebSocket without MakeCommandByProtocol: commands are made when their pair is executed, and the triggers of the documented recipes do not work.",
  },
  CRC_UNPUBLISHED: {
    severity: "warning",
    explanation:
      "A checksum of type CODAN or RCDS, which is not documented anywhere. The common CRC of the field's size is used: CRC-8/SMBUS, CRC-16/ARC, CRC-24/OPENPGP or CRC-32/ISO-HDLC.",
  },
  REDUNDANT_PAIR: {
    severity: "warning",
    explanation:
      "Redundant polling without exactly two connections of one kind. With fewer nothing is switched; with more the first other connection of the main kind is used.",
  },
  WEBSOCKET_REDUNDANT: {
    severity: "warning",
    explanation: "RedundantPolling on a WebSocket. It is ignored.",
  },
  WEBSOCKET_KIND: {
    severity: "error",
    explanation:
      "WebSocket is set on a connection that is not of kind http. It is not opened as a WebSocket.",
  },
  HANDSHAKE_CONNECTIONS: {
    severity: "error",
    explanation:
      "The session of a WebSocketHandshake must have exactly one Connection. The first one is used.",
  },
  UNICODE_CONFLICT: {
    severity: "warning",
    explanation:
      "Type@options and Options/Encoding disagree about Unicode. One of them is enough: the protocol is Unicode.",
  },
  // Objects and how they fit together.
  DYNAMIC_IP: {
    severity: "error",
    explanation: "The option dynamic ip works only on parameters of type read.",
  },
  COLUMN_OPTIONS: {
    severity: "warning",
    explanation:
      "Options of a column that do not begin with the separator, such as save for ;save. They are read as if they did (`QuestionsAndAnswers`).",
  },
  TRIGGER_TIME: {
    severity: "error",
    explanation: "On and Time of a trigger do not go together. The trigger never fires by itself.",
  },
  ACTION_TYPE_ID: {
    severity: "information",
    explanation:
      "Type@id of an action that takes no parameter from it. It has no effect; ids of groups, pairs and the like belong on On.",
  },
  ACTION_TYPE: {
    severity: "error",
    explanation: "On and Type of an action do not go together. The action does nothing.",
  },
  GROUP_CONTENT: {
    severity: "error",
    explanation:
      "Content that does not fit the type of its group, or content of several kinds. Such items are not executed.",
  },
  TIMER_LAST_GROUP: {
    severity: "warning",
    explanation:
      "The last group of a timer is not of a poll type. The timer then does not wait for its groups, and the queue can grow without limit.",
  },
  STARTUP_GROUP: {
    severity: "warning",
    explanation: "An after startup trigger in a protocol without groups: DataMiner does not fire it.",
  },
  PAIR_CONNECTION: {
    severity: "warning",
    explanation: "A pair names one connection and its group another. That of the group is used.",
  },
  RESPONSE_CONNECTION: {
    severity: "warning",
    explanation:
      "No response is bound to a WebSocket connection other than 0. Its messages are matched with the responses that name no connection.",
  },
  THREAD_IDS: {
    severity: "error",
    explanation: "Either all threads have an id or none has.",
  },
  RESPONSE_READ: {
    severity: "warning",
    explanation:
      "A response with a parameter of variable length, and no trigger before it that runs a read action: the parameter stays empty.",
  },
  ENTRY_POINTS: {
    severity: "error",
    explanation:
      "The attribute entryPoint must name one method for each trigger, in the same order. Triggers without one run nothing.",
  },
  CONDITION_INVALID: {
    severity: "error",
    explanation: "A condition that cannot be parsed. It is always false, as in DataMiner.",
  },
  CONDITION_STYLE: {
    severity: "warning",
    explanation:
      "A condition that works but is easily misread, or that only some versions of DataMiner accept.",
  },
  PLATFORM_IGNORED: {
    severity: "warning",
    explanation:
      "Something that only a DataMiner System does: SNMP sets, DCF interfaces, exports to virtual elements, the dimensions of a matrix. It is ignored, and reported once per kind.",
  },
  PLATFORM_REPLICATION: {
    severity: "warning",
    explanation: "A parameter with Replication: DataMiner then does not process any group of the protocol.",
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;

/** A stable code, see {@link diagnosticCodes}. */
export type DiagnosticCode = keyof typeof diagnosticCodes;
