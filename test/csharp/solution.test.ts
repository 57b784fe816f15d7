/** Which files are the C# of a QAction, and what they refer to. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { qactionSources, type QActionSources } from "../../src/csharp/solution.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { inFolder } from "../support/temporary.ts";

const xml = `<Protocol><Name>My Device</Name><Version>1.0.0.1</Version><QActions>
  <QAction id="1" name="Library" options="precompile"/>
  <QAction id="2" name="In the tag" triggers="1" encoding="csharp"
    options="debug;dllName=Extra.dll" dllImport="System.Web.dll;[ProtocolName].[ProtocolVersion].QAction.1.dll"><![CDATA[
using System;
]]></QAction><QAction id="3" name="None" triggers="2"/></QActions></Protocol>`;
const { protocol } = parseProtocol(xml);

/** The sources of a QAction of {@link xml} in a solution of these files. */
function sources(id: number, files: Readonly<Record<string, string>>): Promise<QActionSources | undefined> {
  return inFolder((folder) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const qaction = protocol.qactions.get(id);
    if (qaction === undefined) throw new Error("no such QAction");
    const found = qactionSources(protocol, qaction, folder);
    const relative = (file: string): string => path.relative(folder, file).replaceAll("\\", "/");
    return (
      found && {
        ...found,
        sources: found.sources.map((one) => ({
          ...one,
          path: path.isAbsolute(one.path) ? relative(one.path) : one.path,
        })),
        files: found.files.map(relative),
      }
    );
  });
}

describe("C# of a solution", () => {
  it("all .cs files of an SDK project but those of obj and bin, without their byte order mark", async () => {
    const found = await sources(1, {
      "QAction_1/QAction_1.csproj": '<Project Sdk="Microsoft.NET.Sdk"/>',
      "QAction_1/B.cs": "\ufeffclass B {}",
      "QAction_1/Deep/A.cs": "class A {}",
      "QAction_1/obj/Debug/Generated.cs": "",
      "QAction_1/bin/Old.cs": "",
      "QAction_1/notes.txt": "",
    });
    expect(found?.sources).to.deep.equal([
      { path: "QAction_1/B.cs", text: "class B {}" },
      { path: "QAction_1/Deep/A.cs", text: "class A {}" },
    ]);
    expect(found).to.include({ assembly: "My Device.1.0.0.1.QAction.1", debug: false });
  });

  it("only the listed files of a project without an SDK", async () => {
    const found = await sources(1, {
      "QAction_1/QAction_1.csproj":
        '<Project ToolsVersion="15.0"><ItemGroup><Compile Include="Deep\\A.cs"/></ItemGroup></Project>',
      "QAction_1/Deep/A.cs": "class A {}",
      "QAction_1/Forgotten.cs": "class F {}",
    });
    expect(found?.sources.map((one) => one.path)).to.deep.equal(["QAction_1/Deep/A.cs"]);
  });

  it("the text of the tag, with the line on which it begins", async () => {
    const found = await sources(2, {});
    expect(found?.sources).to.deep.equal([
      { path: "protocol.xml", text: '#line 4 "protocol.xml"\n\nusing System;\n' },
    ]);
    expect(found).to.deep.include({ qactions: [1], framework: ["System.Web.dll"], debug: true });
    expect(found?.assembly).to.equal("My Device.1.0.0.1.Extra");
  });

  it("a protocol name with characters that no assembly can have", () => {
    const text = xml.replace("My Device", "Encoder/Decoder: A");
    const other = parseProtocol(text).protocol;
    const one = other.qactions.get(2);
    const found = one && qactionSources(other, one, undefined);
    expect(found).to.deep.include({ assembly: "Encoder_Decoder_ A.1.0.0.1.Extra", qactions: [1] });
  });

  it("nothing when there is neither", async () => {
    expect(await sources(3, {})).to.equal(undefined);
  });

  it("references of a project: other QActions, hinted files, names of the framework, packages", async () => {
    const found = await sources(1, {
      "QAction_1/A.cs": "",
      "Dlls/Own.dll": "",
      "QAction_1/QAction_1.csproj": `<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>
        <ProjectReference Include="..\\QAction_2\\QAction_2.csproj"/><ProjectReference Include="..\\QAction_Helper\\QAction_Helper.csproj"/>
        <Reference Include="Own, Version=1.0.0.0"><HintPath>..\\Dlls\\Own.dll</HintPath></Reference><Reference Include="System.Web"/>
        <Reference Include="System.Net.Http"><HintPath>..\\Other\\Machine\\System.Net.Http.dll</HintPath></Reference>
        <Reference Include="SLManagedScripting"><HintPath>..\\Other\\Machine\\SLManagedScripting.dll</HintPath></Reference>
        <PackageReference Include="Skyline.DataMiner.Dev.Protocol" Version="10.4.0"/>
        <PackageReference Include="System.Net.No.Such" Version="4.3.4"/><PackageReference Include="No.Such.Package" Version="1.2.3"/></ItemGroup></Project>`,
    });
    expect(found).to.deep.include({
      qactions: [2],
      files: ["Dlls/Own.dll"],
      framework: ["System.Net.No.Such.dll", "System.Web.dll", "System.Net.Http.dll"],
      missing: ["No.Such.Package 1.2.3"],
    });
  });

  it("a hinted file in another case, as Windows finds it", async () => {
    const found = await sources(1, {
      "QAction_1/A.cs": "",
      "Dlls/Own.dll": "",
      "QAction_1/QAction_1.csproj":
        '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><Reference Include="Own"><HintPath>..\\DLLs\\own.dll</HintPath></Reference></ItemGroup></Project>',
    });
    expect(found?.files.map((file) => file.toLowerCase())).to.deep.equal(["dlls/own.dll"]);
    expect(found?.framework).to.deep.equal([]);
  });

  it("packages as the restore resolved them, those that come with them included", async () => {
    const assets = {
      targets: {
        ".NETFramework,Version=v4.8": {
          "A/1.0.0": { compile: { "lib/net45/A.dll": {} } },
          "B/2.0.0": { compile: { "lib/net45/_._": {} } },
          "C/3.0.0": { compile: { "lib/net45/C.dll": {} } },
          "QAction_2/1.0.0": { compile: { "bin/placeholder/QAction_2.dll": {} } },
        },
      },
      libraries: {
        "A/1.0.0": { path: "a/1.0.0" },
        "B/2.0.0": { path: "b/2.0.0" },
        "C/3.0.0": { path: "c/3.0.0" },
        "QAction_2/1.0.0": { path: "../QAction_2/QAction_2.csproj" },
      },
    };
    const found = await inFolder((folder) => {
      mkdirSync(path.join(folder, "QAction_1/obj"), { recursive: true });
      mkdirSync(path.join(folder, "packages/a/1.0.0/lib/net45"), { recursive: true });
      writeFileSync(path.join(folder, "packages/a/1.0.0/lib/net45/A.dll"), "");
      writeFileSync(path.join(folder, "QAction_1/A.cs"), "");
      writeFileSync(path.join(folder, "QAction_1/QAction_1.csproj"), '<Project Sdk="Microsoft.NET.Sdk"/>');
      const packageFolders = { [path.join(folder, "packages")]: {} };
      writeFileSync(
        path.join(folder, "QAction_1/obj/project.assets.json"),
        JSON.stringify({ ...assets, packageFolders }),
      );
      const qaction = protocol.qactions.get(1);
      const own = qaction === undefined ? undefined : qactionSources(protocol, qaction, folder);
      return [own?.files.map((file) => path.relative(folder, file)), own?.missing];
    });
    const file = path.join("packages", "a", "1.0.0", "lib", "net45", "A.dll");
    expect(found, "C has not been restored on this machine").to.deep.equal([[file], ["C 3.0.0"]]);
  });
});
