// Leads calls of a compiled QAction to what stands in place of them, and names those that cannot work outside of .NET Framework.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace QActionHost
{
    internal sealed class Redirects
    {
        private const string attribute = "QActionFramework.InPlaceOfAttribute";

        /// <summary>What has nothing in its place: where it is called is reported.</summary>
        private static readonly Dictionary<string, string> unsupported = new Dictionary<string, string>
        {
#if NET
            { "System.Threading.Thread::Abort()", "Thread.Abort throws PlatformNotSupportedException on .NET; DataMiner runs .NET Framework, where it works." },
            { "System.Threading.Thread::Abort(System.Object)", "Thread.Abort throws PlatformNotSupportedException on .NET; DataMiner runs .NET Framework, where it works." },
            { "System.AppDomain::CreateDomain(System.String)", "AppDomain.CreateDomain throws PlatformNotSupportedException on .NET; DataMiner runs .NET Framework, where it works." },
#endif
        };

        private readonly string frameworkFolder;
        private readonly string hostFolder;
        private readonly Dictionary<string, MethodDefinition> targets = new Dictionary<string, MethodDefinition>();

        public Redirects(string frameworkFolder, string hostFolder)
        {
            this.frameworkFolder = frameworkFolder;
            this.hostFolder = hostFolder;
            var module = ModuleDefinition.ReadModule(Path.Combine(hostFolder, "QActionFramework.dll"));
            foreach (var method in module.Types.SelectMany(type => type.Methods))
                foreach (var one in method.CustomAttributes.Where(one => one.AttributeType.FullName == attribute))
                    targets.Add((string)one.ConstructorArguments[0].Value, method);
        }

        /// <summary>Rewrites an assembly and its symbols. Gives [[file, line, column, message], ...].</summary>
        public object[] Apply(ref MemoryStream assembly, ref MemoryStream symbols, IEnumerable<string> referenceFolders)
        {
            assembly.Position = 0;
            symbols.Position = 0;
            using (var resolver = new DefaultAssemblyResolver())
            {
                foreach (var folder in new[] { frameworkFolder, Path.Combine(frameworkFolder, "Facades"), hostFolder }.Concat(referenceFolders).Distinct()) resolver.AddSearchDirectory(folder);
                var read = new ReaderParameters { AssemblyResolver = resolver, ReadSymbols = true, SymbolStream = symbols, SymbolReaderProvider = new PortablePdbReaderProvider() };
                using (var module = ModuleDefinition.ReadModule(assembly, read))
                {
                    var warnings = new List<object>();
                    var imported = new Dictionary<MethodDefinition, MethodReference>();
                    bool changed = false;
                    var methods = module.GetTypes().SelectMany(type => type.Methods).Where(one => one.HasBody).ToList();
                    foreach (var name in MissingAssemblies(module)) warnings.Add(FirstUse(methods, name));
                    foreach (var method in methods) changed |= Rewrite(method, imported, warnings);
                    if (changed)
                    {
                        var newAssembly = new MemoryStream();
                        var newSymbols = new MemoryStream();
                        module.Write(newAssembly, new WriterParameters { WriteSymbols = true, SymbolStream = newSymbols, SymbolWriterProvider = new PortablePdbWriterProvider(), DeterministicMvid = true });
                        assembly = newAssembly;
                        symbols = newSymbols;
                    }
                    return warnings.ToArray();
                }
            }
        }

        /// <summary>Assemblies of .NET Framework that it refers to and that the runtime does not have.</summary>
        private IEnumerable<string> MissingAssemblies(ModuleDefinition module)
        {
            string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
            return module.AssemblyReferences.Select(one => one.Name).Where(name =>
                File.Exists(Path.Combine(frameworkFolder, name + ".dll")) && !new[] { runtime, hostFolder }.Any(folder => File.Exists(Path.Combine(folder, name + ".dll"))) && !IsLoadable(name));
        }

        /// <summary>Mono and .NET Framework have theirs in a cache for all programs.</summary>
        private static bool IsLoadable(string name)
        {
            try
            {
#pragma warning disable 618
                return System.Reflection.Assembly.LoadWithPartialName(name) != null;
#pragma warning restore 618
            }
            catch (Exception error) when (error is IOException || error is BadImageFormatException)
            {
                return false;
            }
        }

        /// <summary>What is reported where an assembly that is missing is used first.</summary>
        private static object[] FirstUse(List<MethodDefinition> methods, string assembly)
        {
            string problem = assembly + " is a part of .NET Framework, on which DataMiner runs, and not of this runtime: what uses it throws FileNotFoundException. Mono may have it (--runtime mono).";
            foreach (var method in methods)
                foreach (var instruction in method.Body.Instructions)
                {
                    var member = instruction.Operand as MemberReference;
                    var type = member as TypeReference ?? (member == null ? null : member.DeclaringType);
                    if (type != null && type.GetElementType().Scope?.Name == assembly) return Warning(method, instruction, problem);
                }
            return new object[] { "", 0, 0, problem };
        }

        private bool Rewrite(MethodDefinition method, Dictionary<MethodDefinition, MethodReference> imported, List<object> warnings)
        {
            bool changed = false;
            foreach (var instruction in method.Body.Instructions)
            {
                var called = instruction.Operand as MethodReference;
                if (called == null) continue;
                bool virtually = instruction.OpCode == OpCodes.Callvirt;
                if (!virtually && instruction.OpCode != OpCodes.Call && instruction.OpCode != OpCodes.Newobj) continue;
                string key = Key(called);
                string problem;
                if (unsupported.TryGetValue(key, out problem)) warnings.Add(Warning(method, instruction, problem));
                // base.ToString() is no virtual call.
                if (key == "System.Object::ToString()" && !virtually) continue;
                var before = instruction.Previous;
                bool constrained = before != null && before.OpCode == OpCodes.Constrained;
                if (constrained)
                {
                    key = ((TypeReference)before.Operand).FullName + key.Substring(key.IndexOf("::", StringComparison.Ordinal));
                    if (!key.StartsWith("System.Double::", StringComparison.Ordinal) && !key.StartsWith("System.Single::", StringComparison.Ordinal)) continue;
                }
                MethodDefinition target;
                if (!targets.TryGetValue(key, out target)) continue;
                MethodReference reference;
                if (!imported.TryGetValue(target, out reference)) imported[target] = reference = method.Module.ImportReference(target);
                var generic = called as GenericInstanceMethod;
                if (generic != null)
                {
                    var instance = new GenericInstanceMethod(reference);
                    foreach (var argument in generic.GenericArguments) instance.GenericArguments.Add(argument);
                    reference = instance;
                }
                if (constrained)
                {
                    before.OpCode = OpCodes.Nop;
                    before.Operand = null;
                }
                instruction.OpCode = OpCodes.Call;
                instruction.Operand = reference;
                changed = true;
            }
            return changed;
        }

        private static string Key(MethodReference method)
        {
            return method.DeclaringType.FullName + "::" + method.Name + "(" + string.Join(",", method.Parameters.Select(one => one.ParameterType.FullName)) + ")";
        }

        private static object[] Warning(MethodDefinition method, Instruction instruction, string message)
        {
            var point = method.DebugInformation.SequencePoints.LastOrDefault(one => one.Offset <= instruction.Offset && !one.IsHidden);
            return point == null
                ? new object[] { "", 0, 0, message }
                : new object[] { point.Document.Url, point.StartLine, point.StartColumn, message };
        }
    }
}
