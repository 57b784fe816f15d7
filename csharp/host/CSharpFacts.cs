// What one QAction does: members that it calls, conversions, casts of characters, inputs that it uses as text, and its entry points.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QActionHost
{
    /// <summary>A place is [number of the file, start, end]; src/check/scripts/csharp-reader.ts reads all of it.</summary>
    internal sealed class CSharpFacts
    {
        /// <summary>[member, generated property or null, [[value, place], ...], place, only tested, [[text, place], ...], number of the entry or -1, every run of the entry comes to it]</summary>
        public readonly List<object> Calls = new List<object>();

        /// <summary>[encoding, to text, value, place]</summary>
        public readonly List<object> Conversions = new List<object>();

        /// <summary>[value, text, place]</summary>
        public readonly List<object> Casts = new List<object>();

        /// <summary>[position, how, place]</summary>
        public readonly List<object> TextUses = new List<object>();

        private readonly CSharpCompilation compilation;
        private readonly SyntaxTree[] trees;
        private readonly Properties properties;
        private readonly Dictionary<ISymbol, int> inputs = new Dictionary<ISymbol, int>();
        private readonly List<KeyValuePair<string, MethodDeclarationSyntax>> entries = new List<KeyValuePair<string, MethodDeclarationSyntax>>();
        private readonly List<object> missing = new List<object>();
        private readonly CSharpReach reach = new CSharpReach();
        private SyntaxTree tree;
        private SemanticModel model;
        private CSharpValues values;

        /// <param name="names">[[class, method], ...]</param>
        public CSharpFacts(CSharpCompilation compilation, SyntaxTree[] trees, Properties properties, object[] names)
        {
            this.compilation = compilation;
            this.trees = trees;
            this.properties = properties;
            foreach (object[] name in names) FindEntry((string)name[0], (string)name[1]);
        }

        private void FindEntry(string className, string methodName)
        {
            var types = compilation.Assembly.GlobalNamespace.GetTypeMembers(className);
            if (types.Length == 0)
            {
                missing.Add("it has no class '" + className + "' outside of all namespaces");
                return;
            }
            IMethodSymbol method = null;
            for (INamedTypeSymbol type = types[0]; type != null && method == null; type = type.BaseType)
                method = type.GetMembers(methodName).OfType<IMethodSymbol>().FirstOrDefault(one => one.DeclaredAccessibility == Accessibility.Public);
            if (method == null)
            {
                missing.Add("class " + className + " has no public method '" + methodName + "'");
                return;
            }
            for (int i = 1; i < method.Parameters.Length; i++) inputs[method.Parameters[i]] = i - 1;
            var reference = method.DeclaringSyntaxReferences.FirstOrDefault();
            var declaration = reference == null ? null : reference.GetSyntax() as MethodDeclarationSyntax;
            if (declaration != null) entries.Add(new KeyValuePair<string, MethodDeclarationSyntax>(className + "." + methodName, declaration));
        }

        /// <summary>[name, number of the file, [[name, type, start, end], ...], end of the parameters or -1, start of the body or -1, indentation]</summary>
        public object[] EntryList()
        {
            return entries.Select(one =>
            {
                var method = one.Value;
                var last = method.ParameterList.Parameters.LastOrDefault();
                bool open = last != null && !last.Modifiers.Any(SyntaxKind.ParamsKeyword);
                var text = method.SyntaxTree.GetText();
                var first = method.Body == null ? null : method.Body.Statements.FirstOrDefault();
                var line = text.Lines.GetLineFromPosition((first ?? (SyntaxNode)method).SpanStart).ToString();
                var indent = line.Substring(0, line.Length - line.TrimStart().Length) + (first == null ? "    " : "");
                return (object)new object[]
                {
                    one.Key,
                    (double)Array.IndexOf(trees, method.SyntaxTree),
                    method.ParameterList.Parameters.Select(parameter => (object)new object[] { parameter.Identifier.Text, parameter.Type == null ? "" : parameter.Type.ToString(), (double)parameter.SpanStart, (double)parameter.Span.End }).ToArray(),
                    open ? (double)last.Span.End : -1.0,
                    method.Body == null ? -1.0 : (double)method.Body.OpenBraceToken.Span.End,
                    indent,
                };
            }).ToArray();
        }

        public object[] MissingEntries()
        {
            return missing.ToArray();
        }

        public void Read(SyntaxTree one)
        {
            tree = one;
            model = compilation.GetSemanticModel(one);
            values = new CSharpValues(model, properties, inputs);
            foreach (var node in one.GetRoot().DescendantNodes())
            {
                if (node is InvocationExpressionSyntax) Invocation((InvocationExpressionSyntax)node);
                else if (node is MemberAccessExpressionSyntax) Property((MemberAccessExpressionSyntax)node);
                else if (node is CastExpressionSyntax) Cast((CastExpressionSyntax)node);
                else if (node is IdentifierNameSyntax) InputUse((IdentifierNameSyntax)node);
                else if (node is ParameterSyntax) DeclaredInput((ParameterSyntax)node);
            }
        }

        private object[] Place(SyntaxNode node)
        {
            return new object[] { (double)Array.IndexOf(trees, tree), (double)node.SpanStart, (double)node.Span.End };
        }

        private double EntryOf(SyntaxNode node)
        {
            var method = node.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault();
            return entries.FindIndex(one => one.Value == method);
        }

        private bool Always(SyntaxNode node)
        {
            var entry = EntryOf(node);
            return entry != -1 && reach.Always(node, entries[(int)entry].Value);
        }

        private void Invocation(InvocationExpressionSyntax node)
        {
            var access = node.Expression as MemberAccessExpressionSyntax;
            if (access == null) return;
            var member = values.ProtocolMember(node);
            var name = access.Name.Identifier.Text;
            if (member != null) Member(node, member);
            else if ((name.StartsWith("Set", StringComparison.Ordinal) || name.StartsWith("Add", StringComparison.Ordinal)) && IsTable(model.GetTypeInfo(access.Expression).Type)) Member(node, "QActionTable." + name);
            else if (name == "GetString" || name == "GetBytes") Conversion(node, access, name == "GetString");
        }

        private static bool IsTable(ITypeSymbol type)
        {
            for (; type != null; type = type.BaseType)
                if (type.Name == "QActionTable") return true;
            return false;
        }

        private void Member(InvocationExpressionSyntax node, string member)
        {
            var arguments = node.ArgumentList.Arguments.Select(one => one.Expression).ToArray();
            Calls.Add(new object[]
            {
                member,
                null,
                arguments.Select(one => (object)new object[] { values.Of(one), Place(one) }).ToArray(),
                Place(node),
                OnlyTested(node),
                arguments.SelectMany(Literals).ToArray(),
                EntryOf(node),
                Always(node),
            });
        }

        private void Property(MemberAccessExpressionSyntax node)
        {
            string name;
            var id = values.PropertyId(node, out name);
            if (id == null) return;
            var key = new object[] { new object[] { "constant", id.Value }, Place(node) };
            var assignment = node.Parent as AssignmentExpressionSyntax;
            bool sets = assignment != null && assignment.Left == node;
            bool counts = node.Parent is PostfixUnaryExpressionSyntax || node.Parent.IsKind(SyntaxKind.PreIncrementExpression) || node.Parent.IsKind(SyntaxKind.PreDecrementExpression);
            if (sets || counts)
            {
                bool plain = sets && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression);
                var value = plain ? values.Of(assignment.Right) : new object[] { "computed", "other" };
                Calls.Add(new object[] { "SetParameter", name, new object[] { key, new object[] { value, sets ? Place(assignment.Right) : Place(node) } }, Place(node), false, sets ? Literals(assignment.Right).ToArray() : new object[0], EntryOf(node), Always(node) });
                if (plain) return;
            }
            Calls.Add(new object[] { "GetParameter", name, new object[] { key }, Place(node), OnlyTested(node), new object[0], EntryOf(node), Always(node) });
        }

        /// <summary>True when nobody uses the result for more than to see whether there is any.</summary>
        private bool OnlyTested(ExpressionSyntax node)
        {
            SyntaxNode outer = node;
            while (true)
            {
                var parent = outer.Parent;
                if (parent is ParenthesizedExpressionSyntax || (parent is CastExpressionSyntax) || parent.IsKind(SyntaxKind.AsExpression)) outer = parent;
                // Convert.ToString(value), value.ToString()
                else if (parent is ArgumentSyntax && IsCall(parent.Parent.Parent, "Convert.ToString")) outer = parent.Parent.Parent;
                else if (parent is MemberAccessExpressionSyntax && ((MemberAccessExpressionSyntax)parent).Expression == outer && IsCall(parent.Parent, ".ToString")) outer = parent.Parent;
                else break;
            }
            if (outer.Parent is ExpressionStatementSyntax) return true;
            if (outer.Parent is ArgumentSyntax && (IsCall(outer.Parent.Parent.Parent, "IsNullOrEmpty") || IsCall(outer.Parent.Parent.Parent, "IsNullOrWhiteSpace"))) return true;
            var binary = outer.Parent as BinaryExpressionSyntax;
            if (binary == null || !(binary.IsKind(SyntaxKind.EqualsExpression) || binary.IsKind(SyntaxKind.NotEqualsExpression))) return false;
            var other = binary.Left == outer ? binary.Right : binary.Left;
            var constant = model.GetConstantValue(other);
            return (constant.HasValue && (constant.Value == null || "".Equals(constant.Value))) || other.ToString().EndsWith("tring.Empty", StringComparison.Ordinal);
        }

        private static bool IsCall(SyntaxNode node, string end)
        {
            var call = node as InvocationExpressionSyntax;
            return call != null && call.Expression.ToString().EndsWith(end, StringComparison.Ordinal);
        }

        /// <summary>Texts in an argument, but not those in calls of their own.</summary>
        private IEnumerable<object> Literals(ExpressionSyntax node)
        {
            return node.DescendantNodesAndSelf(one => !(one is InvocationExpressionSyntax) && !(one is LambdaExpressionSyntax)).Select(one =>
            {
                var literal = one as LiteralExpressionSyntax;
                if (literal != null && literal.IsKind(SyntaxKind.StringLiteralExpression)) return (object)new object[] { literal.Token.ValueText, Place(one) };
                var text = one as InterpolatedStringTextSyntax;
                return text == null ? null : new object[] { text.TextToken.ValueText, Place(one) };
            }).Where(one => one != null).ToArray();
        }

        private void Conversion(InvocationExpressionSyntax node, MemberAccessExpressionSyntax access, bool toText)
        {
            var arguments = node.ArgumentList.Arguments;
            if (arguments.Count == 0) return;
            var encoding = EncodingName(access.Expression, 0);
            if (encoding != null) Conversions.Add(new object[] { encoding, toText, values.Of(arguments[0].Expression), Place(node) });
        }

        /// <summary>"UTF8" of Encoding.UTF8, the page of Encoding.GetEncoding(1252); null for what is no encoding.</summary>
        private string EncodingName(ExpressionSyntax node, int steps)
        {
            var inner = values.Unwrapped(node);
            var access = inner as MemberAccessExpressionSyntax;
            var symbol = model.GetSymbolInfo(inner).Symbol;
            if (access != null && symbol is IPropertySymbol && symbol.ContainingType.Name.EndsWith("Encoding", StringComparison.Ordinal)) return access.Name.Identifier.Text;
            var made = inner as ObjectCreationExpressionSyntax;
            if (made != null && made.Type.ToString().EndsWith("Encoding", StringComparison.Ordinal))
                return made.Type.ToString().Split('.').Last().Replace("Encoding", "");
            var call = inner as InvocationExpressionSyntax;
            if (call != null && IsCall(call, "Encoding.GetEncoding") && call.ArgumentList.Arguments.Count > 0)
            {
                var page = model.GetConstantValue(call.ArgumentList.Arguments[0].Expression);
                return page.HasValue ? Convert.ToString(page.Value, System.Globalization.CultureInfo.InvariantCulture) : null;
            }
            var reference = symbol == null || steps > 4 ? null : symbol.DeclaringSyntaxReferences.FirstOrDefault();
            var variable = reference == null || reference.SyntaxTree != tree ? null : reference.GetSyntax() as VariableDeclaratorSyntax;
            return variable == null || variable.Initializer == null ? null : EncodingName(variable.Initializer.Value, steps + 1);
        }

        private void Cast(CastExpressionSyntax node)
        {
            var to = model.GetTypeInfo(node.Type).Type;
            var from = model.GetTypeInfo(node.Expression).Type;
            if (to == null || from == null || to.SpecialType != SpecialType.System_Byte || from.SpecialType != SpecialType.System_Char) return;
            if (model.GetConstantValue(node.Expression).HasValue) return;
            Casts.Add(new object[] { values.Of(node.Expression), node.ToString(), Place(node) });
        }

        private void DeclaredInput(ParameterSyntax node)
        {
            var symbol = model.GetDeclaredSymbol(node);
            int position;
            if (symbol != null && inputs.TryGetValue(symbol, out position) && symbol.Type.SpecialType == SpecialType.System_String)
                TextUses.Add(new object[] { (double)position, "by its type string", Place(node) });
        }

        /// <summary>An input where only text makes sense.</summary>
        private void InputUse(IdentifierNameSyntax node)
        {
            var symbol = model.GetSymbolInfo(node).Symbol;
            int position;
            if (symbol == null || !inputs.TryGetValue(symbol, out position)) return;
            var how = TextUse(node);
            if (how != null) TextUses.Add(new object[] { (double)position, how, Place(node) });
        }

        private string TextUse(IdentifierNameSyntax node)
        {
            var parent = node.Parent;
            var cast = parent as CastExpressionSyntax;
            if (cast != null) return cast.Type.ToString() == "string" || cast.Type.ToString() == "String" ? "by a cast to string" : null;
            if (parent.IsKind(SyntaxKind.AsExpression)) return ((BinaryExpressionSyntax)parent).Right.ToString().ToLowerInvariant() == "string" ? "by as string" : null;
            if (parent is InterpolationSyntax) return "in an interpolated text";
            if (parent.IsKind(SyntaxKind.AddExpression))
            {
                var binary = (BinaryExpressionSyntax)parent;
                var other = model.GetTypeInfo(binary.Left == node ? binary.Right : binary.Left).Type;
                return other != null && other.SpecialType == SpecialType.System_String ? "by + with a text" : null;
            }
            if (parent is MemberAccessExpressionSyntax) return IsCall(parent.Parent, ".ToString") && ((MemberAccessExpressionSyntax)parent).Expression == node ? "by .ToString()" : null;
            if (!(parent is ArgumentSyntax)) return null;
            var call = parent.Parent.Parent;
            if (IsCall(call, "Convert.ToString")) return "by Convert.ToString()";
            var invocation = call as InvocationExpressionSyntax;
            return invocation != null && values.ProtocolMember(invocation) == "SetParameter" && invocation.ArgumentList.Arguments.Count > 1 && invocation.ArgumentList.Arguments[1] == parent ? "as the value of SetParameter" : null;
        }
    }
}
