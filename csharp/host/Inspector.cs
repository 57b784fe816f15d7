// Tells what QActions do, by their syntax trees and the types in them: for qaction check, which neither compiles nor runs them.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace QActionHost
{
    internal sealed class Inspector
    {
        private readonly Compiler compiler;

        public Inspector(Compiler compiler)
        {
            this.compiler = compiler;
        }

        /// <summary>One QAction of a request.</summary>
        private sealed class Part
        {
            public double Id;
            public string Assembly;
            public object[] Files;
            public object[] References;
            public double[] QActions;
            public object[] Entries;
            public CSharpCompilation Compilation;
            public List<object> Missing = new List<object>();
        }

        /// <summary>
        /// [helper, its assembly name, [[name of a generated property, id, is of Write], ...], [[id, assembly name, [file, text, ...], [reference, ...],
        /// [id of a QAction that it refers to, ...], [[class, method], ...]], ...]]. Gives for each QAction [id, calls, conversions, casts, text uses of
        /// inputs, entries, missing entries, errors, errors of the joined form, references that were not found]; see CSharpFacts.
        /// </summary>
        public object[] Inspect(object[] request)
        {
            var helper = Create((string)request[1], new[] { (object)"QAction_Helper.cs", request[0] }, new object[0], new MetadataReference[0], new List<object>());
            var properties = new Properties((object[])request[2]);
            var parts = ((object[])request[3]).Cast<object[]>().Select(one => new Part
            {
                Id = (double)one[0],
                Assembly = (string)one[1],
                Files = (object[])one[2],
                References = (object[])one[3],
                QActions = ((object[])one[4]).Cast<double>().ToArray(),
                Entries = (object[])one[5],
            }).ToArray();
            var byId = parts.ToDictionary(one => one.Id);
            foreach (var part in parts) Compile(part, byId, helper, new HashSet<double>());
            return parts.Select(part => (object)Describe(part, byId, helper, properties)).ToArray();
        }

        /// <summary>Makes the compilation of a QAction after those that it refers to; a circle leaves one reference out.</summary>
        private CSharpCompilation Compile(Part part, Dictionary<double, Part> byId, CSharpCompilation helper, HashSet<double> under)
        {
            if (part.Compilation != null) return part.Compilation;
            under.Add(part.Id);
            part.Compilation = Create(part.Assembly, part.Files, part.References, Others(part, byId, helper, under), part.Missing);
            under.Remove(part.Id);
            return part.Compilation;
        }

        private MetadataReference[] Others(Part part, Dictionary<double, Part> byId, CSharpCompilation helper, HashSet<double> under)
        {
            var others = new List<MetadataReference> { helper.ToMetadataReference() };
            foreach (var id in part.QActions)
            {
                Part other;
                if (byId.TryGetValue(id, out other) && !under.Contains(id)) others.Add(Compile(other, byId, helper, under).ToMetadataReference());
            }
            return others.ToArray();
        }

        private CSharpCompilation Create(string name, object[] files, object[] references, MetadataReference[] others, List<object> missing)
        {
            var trees = new List<SyntaxTree>();
            for (int i = 0; i + 1 < files.Length; i += 2) trees.Add(Parse((string)files[i], (string)files[i + 1]));
            return CSharpCompilation.Create(name, trees, compiler.References(references, missing).Concat(others), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        }

        private static SyntaxTree Parse(string file, string text)
        {
            return CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Compiler.ParseOptions, file);
        }

        private object[] Describe(Part part, Dictionary<double, Part> byId, CSharpCompilation helper, Properties properties)
        {
            var trees = part.Compilation.SyntaxTrees.ToArray();
            var facts = new CSharpFacts(part.Compilation, trees, properties, part.Entries);
            foreach (var tree in trees) facts.Read(tree);
            var errors = Errors(part.Compilation.GetDiagnostics(), trees, null);
            var joined = errors.Length == 0 && trees.Length > 1 ? JoinedErrors(part, trees, byId, helper) : new object[0];
            return new object[] { part.Id, facts.Calls.ToArray(), facts.Conversions.ToArray(), facts.Casts.ToArray(), facts.TextUses.ToArray(), facts.EntryList(), facts.MissingEntries(), errors, joined, part.Missing.ToArray() };
        }

        /// <summary>[[id, message, number of the file, start, end], ...]</summary>
        private static object[] Errors(IEnumerable<Diagnostic> diagnostics, SyntaxTree[] trees, Func<int, int[]> placeOf)
        {
            return diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Select(one =>
            {
                var span = one.Location.IsInSource ? one.Location.SourceSpan : new TextSpan(0, 0);
                var place = placeOf == null ? new[] { one.Location.IsInSource ? Array.IndexOf(trees, one.Location.SourceTree) : 0, span.Start } : placeOf(span.Start);
                return (object)new object[] { one.Id, one.GetMessage(System.Globalization.CultureInfo.InvariantCulture), place[0], place[1], place[1] + span.Length };
            }).ToArray();
        }

        /// <summary>DataMiner's publishing puts all files of a QAction into one, with the using directives of all in front.</summary>
        private object[] JoinedErrors(Part part, SyntaxTree[] trees, Dictionary<double, Part> byId, CSharpCompilation helper)
        {
            var usings = trees.SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot()).Usings.Select(one => one.ToString())).Distinct();
            // Attributes of the assembly are those of a project; publishing leaves them out.
            var text = new StringBuilder(string.Join(" ", usings)).Append('\n');
            var starts = new List<int>();
            foreach (var tree in trees)
            {
                starts.Add(text.Length);
                var own = new StringBuilder(tree.GetText().ToString());
                // Blank, so that every other place stays where it is.
                var unit = (CompilationUnitSyntax)tree.GetRoot();
                foreach (var one in unit.Usings.Cast<SyntaxNode>().Concat(unit.AttributeLists))
                    for (int i = one.Span.Start; i < one.Span.End; i++)
                        if (own[i] != '\n' && own[i] != '\r') own[i] = ' ';
                text.Append(own).Append('\n');
            }
            var compilation = Create(part.Assembly, new object[] { part.Files[0], text.ToString() }, part.References, Others(part, byId, helper, new HashSet<double> { part.Id }), new List<object>());
            return Errors(compilation.GetDiagnostics(), trees, offset =>
            {
                int file = Math.Max(0, starts.FindLastIndex(start => start <= offset));
                return new[] { file, Math.Max(0, offset - starts[file]) };
            });
        }
    }

    /// <summary>Ids of the parameters behind generated properties.</summary>
    internal sealed class Properties
    {
        private readonly Dictionary<string, double> own = new Dictionary<string, double>();
        private readonly Dictionary<string, double> write = new Dictionary<string, double>();

        public Properties(object[] list)
        {
            foreach (object[] one in list) ((bool)one[2] ? write : own)[(string)one[0]] = (double)one[1];
        }

        public double? Find(string name, bool ofWrite)
        {
            double id;
            return (ofWrite ? write : own).TryGetValue(name, out id) ? id : (double?)null;
        }
    }
}
