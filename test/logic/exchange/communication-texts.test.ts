import { expect } from "chai";
import { QActionKitError, type ErrorCode } from "../../../src/base/errors.ts";
import { communicationTexts } from "../../../src/logic/exchange/communication-texts.ts";

const textsOf = (code: ErrorCode, details?: Record<string, unknown>): readonly string[] =>
  communicationTexts(new QActionKitError(code, "no", { ...(details && { details }) }), undefined);

describe("communication texts", () => {
  it("a server that cannot be reached is the text of the documented trigger", () => {
    // the Time of the trigger in `Protocol.Triggers.Trigger.Time`
    const documented =
      "4572726F72203A2031323032392E205B4552524F525F57494E485454505F43414E4E4F545F434F4E4E4543545D";
    expect(textsOf("ERR_CONNECTION_UNREACHABLE")).to.deep.equal([
      Buffer.from(documented, "hex").toString("latin1"),
    ]);
  });

  it("other failures have the numbers and names of winhttp.h", () => {
    expect(textsOf("ERR_CONNECTION_UNREACHABLE", { cause: "ENOTFOUND" })).to.deep.equal([
      "Error : 12007. [ERROR_WINHTTP_NAME_NOT_RESOLVED]",
    ]);
    expect(textsOf("ERR_CONNECTION_TLS")).to.deep.equal(["Error : 12175. [ERROR_WINHTTP_SECURE_FAILURE]"]);
    expect(textsOf("ERR_CONNECTION_LOST")).to.deep.equal(["Error : 12030. [ERROR_WINHTTP_CONNECTION_ERROR]"]);
    expect(textsOf("ERR_HTTP_ANSWER")).to.deep.equal([
      "Error : 12152. [ERROR_WINHTTP_INVALID_SERVER_RESPONSE]",
    ]);
  });

  it("no answer in time is TIMEOUT as well", () => {
    expect(textsOf("ERR_CONNECTION_TIMEOUT")).to.deep.equal([
      "Error : 12002. [ERROR_WINHTTP_TIMEOUT]",
      "TIMEOUT",
    ]);
  });

  it("an answer is its status line; what no page has a text for has none", () => {
    const error = new QActionKitError("ERR_HTTP_STATUS", "no");
    expect(communicationTexts(error, "HTTP/1.1 404 Not Found")).to.deep.equal(["HTTP/1.1 404 Not Found"]);
    expect(textsOf("ERR_OPTION")).to.deep.equal([]);
    expect(communicationTexts(undefined, undefined)).to.deep.equal([]);
  });
});
