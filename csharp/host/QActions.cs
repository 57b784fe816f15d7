// Entry points: finding them, calling them with an SLProtocol object and their inputs, keeping and disposing of instances.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using QActionFramework;
using Skyline.DataMiner.Scripting;

namespace QActionHost
{
    /// <summary>One public method that a QAction may be entered by.</summary>
    internal sealed class EntryPoint
    {
        public Scope Scope;
        public MethodInfo Method;
        public int QActionId;

        /// <summary>Makes the protocol object; null when the method takes none.</summary>
        public Func<object> NewProtocol;

        /// <summary>Parameters behind the protocol object.</summary>
        public int Inputs;
    }

    /// <summary>What an element has in the host.</summary>
    internal sealed class ElementState
    {
        public ElementFacts Facts;

        /// <summary>Code page of the element.</summary>
        public Encoding Encoding;
        public readonly Dictionary<Type, object> Instances = new Dictionary<Type, object>();
        public Thread Worker;
        public BlockingCollection<Action> Queued;
    }

    internal sealed class QActions
    {
        private readonly ConcurrentDictionary<int, Scope> scopes = new ConcurrentDictionary<int, Scope>();
        private readonly ConcurrentDictionary<int, EntryPoint> entries = new ConcurrentDictionary<int, EntryPoint>();
        private readonly ConcurrentDictionary<long, ElementState> elements = new ConcurrentDictionary<long, ElementState>();
        private int lastEntry;

        public Pipe Pipe;

        /// <summary>[scope, name, file, name, file, ...]: files of assemblies of a scope, which is made when it is new.</summary>
        public void AddToScope(object[] request)
        {
            var scope = scopes.GetOrAdd((int)(double)request[0], number => new Scope());
            for (int i = 1; i + 1 < request.Length; i += 2) scope.Add((string)request[i], (string)request[i + 1]);
        }

        /// <summary>[scope]: nothing of it is run any more.</summary>
        public void Unload(object[] request)
        {
            Scope scope;
            if (!scopes.TryRemove((int)(double)request[0], out scope)) return;
            foreach (var entry in entries.Where(one => one.Value.Scope == scope).ToList())
            {
                EntryPoint gone;
                entries.TryRemove(entry.Key, out gone);
            }
            scope.Unload();
        }

        /// <summary>[dataMinerId, elementId, name, protocol name, protocol version, element protocol version, code page]</summary>
        public void AddElement(long id, object[] request)
        {
            elements[id] = new ElementState
            {
                Facts = new ElementFacts
                {
                    DataMinerId = (int)(double)request[0],
                    ElementId = (int)(double)request[1],
                    ElementName = (string)request[2],
                    ProtocolName = (string)request[3],
                    ProtocolVersion = (string)request[4],
                    ElementProtocolVersion = (string)request[5],
                },
                Encoding = EncodingOf((int)(double)request[6]),
            };
        }

        /// <summary>Encoding.Default of a Windows with this code page; that of this system when there is no such page.</summary>
        private static Encoding EncodingOf(int codePage)
        {
            try
            {
                return Encoding.GetEncoding(codePage);
            }
            catch (Exception error) when (error is ArgumentException || error is NotSupportedException)
            {
                return Encoding.Default;
            }
        }

        /// <summary>
        /// [scope, assembly, QAction id]: loads the assembly. Gives for each public method of a public class
        /// [namespace, class, method, inputs, number].
        /// </summary>
        public object[] Entries(object[] request)
        {
            var scope = scopes[(int)(double)request[0]];
            var assembly = scope.Load((string)request[1]);
            int qaction = (int)(double)request[2];
            var found = new List<object>();
            foreach (var type in PublicTypes(assembly))
            {
                if (type.IsGenericTypeDefinition) continue;
                var flags = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy;
                foreach (var method in type.GetMethods(flags))
                {
                    if (method.IsSpecialName || method.IsGenericMethodDefinition || method.DeclaringType == typeof(object)) continue;
                    if (!method.IsStatic && (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) == null)) continue;
                    var entry = Entry(scope, qaction, type, method);
                    int number = Interlocked.Increment(ref lastEntry);
                    entries[number] = entry;
                    found.Add(new object[] { type.Namespace ?? "", type.Name, method.Name, entry.Inputs, number });
                }
            }
            return found.ToArray();
        }

        /// <summary>Types whose references can all be loaded.</summary>
        private static IEnumerable<Type> PublicTypes(Assembly assembly)
        {
            try
            {
                return assembly.GetTypes().Where(type => type.IsPublic);
            }
            catch (ReflectionTypeLoadException error)
            {
                return error.Types.Where(type => type != null && type.IsPublic);
            }
        }

        private static EntryPoint Entry(Scope scope, int qaction, Type type, MethodInfo method)
        {
            var parameters = method.GetParameters();
            var entry = new EntryPoint { Scope = scope, Method = method, QActionId = qaction, Inputs = parameters.Length };
            if (parameters.Length == 0 || !typeof(SLProtocol).IsAssignableFrom(parameters[0].ParameterType)) return entry;
            entry.Inputs--;
            var wanted = parameters[0].ParameterType;
            var made = wanted.IsAssignableFrom(typeof(ConcreteSLProtocol))
                ? typeof(ConcreteSLProtocol)
                : wanted.Assembly.GetTypes().FirstOrDefault(one => one.IsClass && !one.IsAbstract && wanted.IsAssignableFrom(one));
            if (made == null) throw new InvalidOperationException("Nothing implements " + wanted.FullName + ", the first parameter of " + type.FullName + "." + method.Name + ".");
            entry.NewProtocol = () => Activator.CreateInstance(made);
            return entry;
        }

        /// <summary>A frame that asks for a run: it goes to its thread, here or the one for queued QActions of the element.</summary>
        public void Run(Frame frame, bool queued)
        {
            var values = frame.Values;
            var element = elements[values.Long()];
            var entry = entries[values.Int()];
            var facts = new RunFacts
            {
                Calls = Pipe,
                Id = frame.Id,
                Element = element.Facts,
                QActionId = entry.QActionId,
                Trigger = values.Int(),
                RowIndex = values.Int(),
                RowKey = values.Text(),
            };
            var inputs = values.Values();
            if (queued) Enqueue(element, () => Pipe.Post(Outcome(entry, element, facts, inputs)));
            else Pipe.EndRun(Outcome(entry, element, facts, inputs));
        }

        /// <summary>Queued QActions of an element run on one thread, in their order.</summary>
        private static void Enqueue(ElementState element, Action run)
        {
            if (element.Worker == null)
            {
                element.Queued = new BlockingCollection<Action>();
                element.Worker = new Thread(() =>
                {
                    foreach (var one in element.Queued.GetConsumingEnumerable()) one();
                })
                { IsBackground = true, Name = "Queued QActions" };
                element.Worker.Start();
            }
            element.Queued.Add(run);
        }

        private static FrameWriter Outcome(EntryPoint entry, ElementState element, RunFacts facts, object[] inputs)
        {
            try
            {
                Invoke(entry, element, facts, inputs);
                return FrameWriter.Begin(Kind.Done, facts.Id);
            }
            catch (Exception error)
            {
                var writer = FrameWriter.Begin(Kind.Failed, facts.Id);
                writer.Value(Failure.Describe(error));
                return writer;
            }
        }

        private static void Invoke(EntryPoint entry, ElementState element, RunFacts facts, object[] inputs)
        {
            if (entry.Inputs > inputs.Length)
                throw new TargetParameterCountException(entry.Method.DeclaringType.FullName + "." + entry.Method.Name + " takes " + entry.Inputs + " inputs, but inputParameters of the QAction has " + inputs.Length + ".");
            bool takesProtocol = entry.NewProtocol != null;
            var arguments = new object[entry.Inputs + (takesProtocol ? 1 : 0)];
            Array.Copy(inputs, 0, arguments, takesProtocol ? 1 : 0, entry.Inputs);
            var outer = Framework48.Enter(element.Encoding);
            try
            {
                if (takesProtocol) arguments[0] = NewProtocol(entry, facts);
                entry.Method.Invoke(entry.Method.IsStatic ? null : Instance(element, entry.Method.ReflectedType), arguments);
            }
            catch (TargetInvocationException error) when (error.InnerException != null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(error.InnerException).Throw();
            }
            finally
            {
                Framework48.Leave(outer);
            }
        }

        private static object NewProtocol(EntryPoint entry, RunFacts facts)
        {
            var outer = ConcreteSLProtocol.Starting;
            ConcreteSLProtocol.Starting = facts;
            try
            {
                return entry.NewProtocol();
            }
            finally
            {
                ConcreteSLProtocol.Starting = outer;
            }
        }

        /// <summary>One object for each element and class, until the element stops.</summary>
        private static object Instance(ElementState element, Type type)
        {
            lock (element.Instances)
            {
                object instance;
                if (!element.Instances.TryGetValue(type, out instance)) element.Instances[type] = instance = Activator.CreateInstance(type);
                return instance;
            }
        }

        /// <summary>The element stops: its objects are let go of, and Dispose of those that have it is called. Gives what failed.</summary>
        public object[] Dispose(long id)
        {
            ElementState element;
            var failures = new List<object>();
            if (!elements.TryRemove(id, out element)) return failures.ToArray();
            if (element.Queued != null) element.Queued.CompleteAdding();
            foreach (var instance in element.Instances.Values.OfType<IDisposable>())
            {
                try
                {
                    instance.Dispose();
                }
                catch (Exception error)
                {
                    failures.Add(Failure.Describe(error));
                }
            }
            return failures.ToArray();
        }
    }
}
