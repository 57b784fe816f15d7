// Compiles a QAction as DataMiner does: one assembly, C# 7.3, its symbols, against the reference assemblies of .NET Framework 4.8.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace QActionHost
{
    internal sealed class Compiler
    {
        /// <summary>Symbols that the compiler of DataMiner knows (LogicQActionsCompilation).</summary>
        private static readonly string[] symbols = { "DCFv1", "DBInfo", "ALARM_SQUASHING" };

        /// <summary>References that need no dllImport, without the helper.</summary>
        private static readonly string[] always = { "mscorlib", "System", "System.Core", "System.Xml", "netstandard" };
        private static readonly string[] standIns = { "SLManagedScripting", "SLNetTypes", "Interop.SLDms", "QActionHelperBaseClasses", "Skyline.DataMiner.Storage.Types", "SLLoggerUtil" };

        public static readonly CSharpParseOptions ParseOptions = new CSharpParseOptions(LanguageVersion.CSharp7_3, preprocessorSymbols: symbols);

        private readonly string frameworkFolder;
        private readonly string hostFolder;
        private readonly Lazy<Redirects> redirects;
        private readonly ConcurrentDictionary<string, MetadataReference> references = new ConcurrentDictionary<string, MetadataReference>(StringComparer.Ordinal);

        public Compiler(string frameworkFolder, string hostFolder)
        {
            this.frameworkFolder = frameworkFolder;
            this.hostFolder = hostFolder;
            redirects = new Lazy<Redirects>(() => new Redirects(frameworkFolder, hostFolder));
        }

        /// <summary>
        /// [output, assembly name, debug, [file, text, ...], [path of a reference or name of one of the framework, ...]]. Writes the assembly and
        /// its symbols. Gives [done, [[file, line, column, id, message], ...], [reference that was not found, ...], [[file, line, column, message], ...]].
        /// </summary>
        public object[] Compile(object[] request)
        {
            var output = (string)request[0];
            var files = (object[])request[3];
            var trees = new List<SyntaxTree>();
            for (int i = 0; i + 1 < files.Length; i += 2)
                trees.Add(CSharpSyntaxTree.ParseText(SourceText.From((string)files[i + 1], Encoding.UTF8), ParseOptions, (string)files[i]));
            var missing = new List<object>();
            var given = References((object[])request[4], missing);
            var options = new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: (bool)request[2] ? OptimizationLevel.Debug : OptimizationLevel.Release,
                allowUnsafe: true,
                deterministic: true);
            var compilation = CSharpCompilation.Create((string)request[1], trees, given, options);
            var assembly = new MemoryStream();
            var symbolFile = new MemoryStream();
            var emit = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: Path.ChangeExtension(Path.GetFileName(output), ".pdb"));
            var result = compilation.Emit(assembly, symbolFile, options: emit);
            var warnings = new object[0];
            if (result.Success)
            {
                warnings = redirects.Value.Apply(ref assembly, ref symbolFile, given.OfType<PortableExecutableReference>().Select(one => Path.GetDirectoryName(one.FilePath)));
                Write(Path.ChangeExtension(output, ".pdb"), symbolFile);
                Write(output, assembly);
            }
            return new object[] { result.Success, Errors(result.Diagnostics), missing.ToArray(), warnings };
        }

        /// <summary>What every QAction refers to, and what one names itself; what is not there is added to <paramref name="missing"/>.</summary>
        public List<MetadataReference> References(object[] named, List<object> missing)
        {
            var given = new List<MetadataReference>();
            foreach (var name in always.Select(name => name + ".dll").Concat(named.Cast<string>()).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                var path = PathOf(name);
                if (path == null) missing.Add(name);
                else given.Add(Reference(path));
            }
            given.AddRange(standIns.Select(name => Reference(Path.Combine(hostFolder, name + ".dll"))));
            return given;
        }

        private static object[] Errors(IEnumerable<Diagnostic> diagnostics)
        {
            return diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Select(one =>
            {
                var place = one.Location.GetMappedLineSpan();
                return (object)new object[]
                {
                    place.Path ?? "",
                    place.StartLinePosition.Line + 1,
                    place.StartLinePosition.Character + 1,
                    one.Id,
                    one.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
                };
            }).ToArray();
        }

        private MetadataReference Reference(string path)
        {
            // A file of the cache is never written twice; a package that is restored again has another path or the same content.
            return references.GetOrAdd(path, one => MetadataReference.CreateFromFile(one));
        }

        /// <summary>The file of a reference: where it is said to be, or an assembly of the framework.</summary>
        private string PathOf(string reference)
        {
            if (Path.IsPathRooted(reference)) return File.Exists(reference) ? reference : null;
            return new[] { "", "Facades" }.Select(folder => Path.Combine(frameworkFolder, folder, reference)).FirstOrDefault(File.Exists);
        }

        /// <summary>Nobody sees a file that is written in part.</summary>
        private static void Write(string path, MemoryStream content)
        {
            var part = path + "." + Guid.NewGuid().ToString("N") + ".part";
            File.WriteAllBytes(part, content.ToArray());
            try
            {
                File.Move(part, path);
            }
            catch (IOException)
            {
                // Another host was first, with the same content.
                File.Delete(part);
                if (!File.Exists(path)) throw;
            }
        }
    }
}
