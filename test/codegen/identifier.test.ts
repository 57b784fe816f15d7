/** Names of the generated helper, row by row. */
import { expect } from "chai";
import fc from "fast-check";
import { identifier, pascalForm, typedForm } from "../../src/codegen/identifier.ts";

describe("identifier", () => {
  for (const [name, camel, pascal] of [
    ["Status Code", "statusCode", "StatusCode"],
    ["selectedArticle", "selectedarticle", "Selectedarticle"],
    ["Channel ListServiceName", "channelListServiceName", "ChannelListServiceName"],
    ["API_Endpoint", "api_endpoint", "Api_endpoint"],
    ["clp_interApp_receive", "clp_interapp_receive", "Clp_interapp_receive"],
  ] as const) {
    it(`SLP-41 '${name}' is ${camel} and ${pascal}`, () => {
      expect([identifier(name), pascalForm(name)]).to.deep.equal([camel, pascal]);
    });
  }

  for (const [why, name, camel, pascal] of [
    ["several spaces are one separator", "  Master   index ", "masterIndex", "MasterIndex"],
    ["other characters separate as spaces do", "Load (%)/Core-1", "loadCore1", "LoadCore1"],
    ["a digit at the start gets an underscore", "3G Status", "_3gStatus", "_3gStatus"],
    ["letters of all languages are letters", "GRÖßE der Datei", "größeDerDatei", "GrößeDerDatei"],
    ["a letter without a single upper case stays", "ß x", "ßX", "ßX"],
    ["keywords are left alone", "Class", "class", "Class"],
    ["nothing is left of a name without letters", "???", "", ""],
  ] as const) {
    it(why, () => {
      expect([identifier(name), pascalForm(name)]).to.deep.equal([camel, pascal]);
    });
  }

  for (const [name, type, property] of [
    ["Afterstartup", "dummy", "Afterstartup_dummy"],
    ["S101bof", "header", "S101bof_header"],
    ["Discreetinfo", "discreet info", "Discreetinfo_discreetinfo"],
    ["ip", "ip", "Ip_ip"],
    ["Separator", "fixed", "Separator__fixed"],
  ] as const) {
    it(`'${name}' of type ${type} is ${property}`, () => {
      expect(typedForm(name, type)).to.equal(property);
    });
  }

  it("every name gives an identifier of JavaScript, or nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const made = identifier(name);
        if (made === "") return !/[\p{L}\p{Nd}_]/u.test(name);
        return /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(made) && /^[\p{ID_Start}_]/u.test(pascalForm(name));
      }),
    );
  });
});
