// The assemblies of one protocol: what two elements do not share, and what is let go of together.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
#if NET
using System.Runtime.Loader;
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

        /// <summary>Nothing to note: the load context of an assembly says what it belongs to.</summary>
        public Scope Enter()
        {
            return null;
        }

        public static void Leave(Scope outer)
        {
        }
#else
        private static readonly ConcurrentDictionary<Assembly, Scope> scopes = new ConcurrentDictionary<Assembly, Scope>();
        private readonly Dictionary<string, Assembly> loaded = new Dictionary<string, Assembly>(StringComparer.OrdinalIgnoreCase);

        /// <summary>What runs on this thread. Mono does not say who requests an assembly.</summary>
        [ThreadStatic]
        private static Scope running;

        static Scope()
        {
            AppDomain.CurrentDomain.AssemblyResolve += (sender, wanted) =>
            {
                string name = new AssemblyName(wanted.Name).Name;
                Scope scope;
                if (wanted.RequestingAssembly != null && scopes.TryGetValue(wanted.RequestingAssembly, out scope)) return scope.Load(name);
                var found = running == null ? null : running.Load(name);
                // A thread of a QAction: protocols of one name and version are the only ones that could be mixed up here.
                return found ?? scopes.Values.Distinct().Select(one => one.Load(name)).FirstOrDefault(one => one != null);
            };
        }

        /// <summary>A run of this scope begins on this thread. Gives what was before.</summary>
        public Scope Enter()
        {
            var outer = running;
            running = this;
            return outer;
        }

        /// <summary>Takes <see cref="Enter"/> back.</summary>
        public static void Leave(Scope outer)
        {
            running = outer;
        }

        public Assembly Load(string name)
        {
            lock (loaded)
            {
                Assembly assembly;
                if (loaded.TryGetValue(name, out assembly)) return assembly;
                string file;
                if (!files.TryGetValue(name, out file)) return null;
                string symbols = Path.ChangeExtension(file, ".pdb");
                assembly = File.Exists(symbols) ? Assembly.Load(File.ReadAllBytes(file), File.ReadAllBytes(symbols)) : Assembly.Load(File.ReadAllBytes(file));
                scopes[assembly] = this;
                return loaded[name] = assembly;
            }
        }

        public void Unload()
        {
            // An assembly stays in its AppDomain; only its statics could keep more alive.
            lock (loaded)
                foreach (var assembly in loaded.Values)
                {
                    Scope scope;
                    scopes.TryRemove(assembly, out scope);
                }
        }
#endif

        /// <summary>Tells where assemblies are, before the first one is loaded that needs them.</summary>
        public void Add(string name, string file)
        {
            files[name] = file;
        }
    }
}
