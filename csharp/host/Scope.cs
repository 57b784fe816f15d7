// The assemblies of one protocol: what two elements do not share, and what is let go of together.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
#if NET
using System.Runtime.Loader;
#else
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
#endif

namespace QActionHost
{
    /// <summary>Loads assemblies by name from the files that it was told of. Statics belong to a scope.</summary>
    internal sealed class Scope
    {
        private readonly ConcurrentDictionary<string, string> files = new ConcurrentDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
#if NET
        private readonly Context context;

        public Scope()
        {
            context = new Context(this);
        }

        private sealed class Context : AssemblyLoadContext
        {
            private readonly Scope scope;

            public Context(Scope scope) : base("QActions", isCollectible: true)
            {
                this.scope = scope;
            }

            protected override Assembly Load(AssemblyName name)
            {
                string file;
                return scope.files.TryGetValue(name.Name, out file) ? LoadFromAssemblyPath(file) : null;
            }
        }

        public Assembly Load(string name)
        {
            return context.LoadFromAssemblyName(new AssemblyName { Name = name });
        }

        public void Unload()
        {
            context.Unload();
        }
#else
        /// <summary>
        /// Assemblies of all scopes by the names under which they are loaded, with their own. Mono finds an assembly that is loaded by its
        /// name alone, so what a second scope loads under a name gets another one.
        /// </summary>
        private static readonly Dictionary<string, KeyValuePair<Scope, string>> owners = new Dictionary<string, KeyValuePair<Scope, string>>(StringComparer.OrdinalIgnoreCase);
        private static readonly object gate = new object();
        private readonly Dictionary<string, string> aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, Assembly> loaded = new Dictionary<string, Assembly>(StringComparer.OrdinalIgnoreCase);

        static Scope()
        {
            AppDomain.CurrentDomain.AssemblyResolve += (sender, wanted) =>
            {
                KeyValuePair<Scope, string> found;
                lock (gate)
                    if (!owners.TryGetValue(new AssemblyName(wanted.Name).Name, out found)) return null;
                return found.Key.Load(found.Value);
            };
        }

        public Assembly Load(string name)
        {
            lock (loaded)
            {
                Assembly assembly;
                if (loaded.TryGetValue(name, out assembly)) return assembly;
                string file;
                if (!files.TryGetValue(name, out file)) return null;
                return loaded[name] = LoadFile(file);
            }
        }

        /// <summary>From memory: a file that is loaded could not be replaced on Windows.</summary>
        private Assembly LoadFile(string file)
        {
            string symbols = Path.ChangeExtension(file, ".pdb");
            bool hasSymbols = File.Exists(symbols);
            using (var module = ModuleDefinition.ReadModule(file, new ReaderParameters { InMemory = true, ReadSymbols = hasSymbols, SymbolReaderProvider = hasSymbols ? new PortablePdbReaderProvider() : null }))
            {
                // A strong name belongs to a package, which all scopes share.
                var named = new List<AssemblyNameReference>(module.AssemblyReferences) { module.Assembly.Name };
                foreach (var one in named.Where(one => one.PublicKeyToken == null || one.PublicKeyToken.Length == 0)) one.Name = Alias(one.Name);
                foreach (var one in named.Where(one => one.PublicKeyToken != null && one.PublicKeyToken.Length > 0)) Share(one.Name);
                var assembly = new MemoryStream();
                var debug = new MemoryStream();
                module.Write(assembly, hasSymbols ? new WriterParameters { WriteSymbols = true, SymbolStream = debug, SymbolWriterProvider = new PortablePdbWriterProvider() } : new WriterParameters());
                return hasSymbols ? Assembly.Load(assembly.ToArray(), debug.ToArray()) : Assembly.Load(assembly.ToArray());
            }
        }

        /// <summary>The name under which this scope loads an assembly; what is none of its files keeps its own.</summary>
        private string Alias(string name)
        {
            if (!files.ContainsKey(name)) return name;
            lock (gate)
            {
                string alias;
                if (aliases.TryGetValue(name, out alias)) return alias;
                alias = name;
                for (int other = 2; owners.ContainsKey(alias); other++) alias = name + "~" + other;
                owners.Add(alias, new KeyValuePair<Scope, string>(this, name));
                return aliases[name] = alias;
            }
        }

        private void Share(string name)
        {
            if (!files.ContainsKey(name)) return;
            lock (gate)
                if (!owners.ContainsKey(name)) owners.Add(name, new KeyValuePair<Scope, string>(this, name));
        }

        public void Unload()
        {
            // An assembly stays in its AppDomain, and so does its name; what it has not loaded yet is never asked for again.
        }
#endif

        /// <summary>Tells where assemblies are, before the first one is loaded that needs them.</summary>
        public void Add(string name, string file)
        {
            files[name] = file;
        }
    }
}
