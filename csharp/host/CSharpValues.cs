// What an expression of a QAction is worth: a constant, what a parameter or an input gave, or only its type.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QActionHost
{
    /// <summary>
    /// Values as src/check/scripts/csharp-reader.ts takes them: ["constant", value], ["list", items or null], ["parameter", id], ["bytes", id],
    /// ["input", position], ["computed", type].
    /// </summary>
    internal sealed class CSharpValues
    {
        private const int mostSteps = 12;

        private static readonly HashSet<string> protocolTypes = new HashSet<string> { "SLProtocol", "SLProtocolExt", "ConcreteSLProtocol", "ConcreteSLProtocolExt" };

        /// <summary>Methods that give the same text or the same bytes.</summary>
        private static readonly HashSet<string> sameContent = new HashSet<string> { "ToString", "Trim", "ToCharArray", "ToArray", "ToList", "Cast", "Select", "AsEnumerable", "OfType" };

        private readonly SemanticModel model;
        private readonly Properties properties;
        private readonly Dictionary<ISymbol, int> inputs;

        public CSharpValues(SemanticModel model, Properties properties, Dictionary<ISymbol, int> inputs)
        {
            this.model = model;
            this.properties = properties;
            this.inputs = inputs;
        }

        public object[] Of(ExpressionSyntax node)
        {
            return Of(node, 0);
        }

        public static bool IsProtocol(ITypeSymbol type)
        {
            return type != null && protocolTypes.Contains(type.Name);
        }

        /// <summary>The member of SLProtocol that is called; null for any other call.</summary>
        public string ProtocolMember(InvocationExpressionSyntax node)
        {
            var access = node.Expression as MemberAccessExpressionSyntax;
            if (access == null) return null;
            return IsProtocol(model.GetTypeInfo(access.Expression).Type) ? access.Name.Identifier.Text : null;
        }

        /// <summary>The parameter behind a generated property of SLProtocolExt or of its Write.</summary>
        public double? PropertyId(ExpressionSyntax node, out string name)
        {
            name = null;
            var access = node as MemberAccessExpressionSyntax;
            if (access == null) return null;
            var type = model.GetTypeInfo(access.Expression).Type;
            bool ofWrite = type != null && type.Name == "WriteParameters";
            if (!ofWrite && !IsProtocol(type)) return null;
            var text = access.Name.Identifier.ValueText;
            name = ofWrite ? "Write." + text : text;
            return properties.Find(text, ofWrite);
        }

        /// <summary>Without what changes no value: brackets, casts, ?? with a fallback, conversions to text.</summary>
        public ExpressionSyntax Unwrapped(ExpressionSyntax node)
        {
            while (true)
            {
                ExpressionSyntax inner = null;
                if (node is ParenthesizedExpressionSyntax) inner = ((ParenthesizedExpressionSyntax)node).Expression;
                else if (node is CastExpressionSyntax) inner = ((CastExpressionSyntax)node).Expression;
                else if (node is BinaryExpressionSyntax)
                {
                    var binary = (BinaryExpressionSyntax)node;
                    if (binary.IsKind(SyntaxKind.AsExpression) || binary.IsKind(SyntaxKind.CoalesceExpression)) inner = binary.Left;
                    else if (binary.IsKind(SyntaxKind.AddExpression) && IsEmpty(binary.Right)) inner = binary.Left;
                    else if (binary.IsKind(SyntaxKind.AddExpression) && IsEmpty(binary.Left)) inner = binary.Right;
                }
                else if (node is InterpolatedStringExpressionSyntax)
                {
                    var contents = ((InterpolatedStringExpressionSyntax)node).Contents;
                    if (contents.Count == 1 && contents[0] is InterpolationSyntax) inner = ((InterpolationSyntax)contents[0]).Expression;
                }
                else if (node is InvocationExpressionSyntax)
                {
                    var call = (InvocationExpressionSyntax)node;
                    var access = call.Expression as MemberAccessExpressionSyntax;
                    var arguments = call.ArgumentList.Arguments;
                    if (access != null && access.Name.Identifier.Text == "ToString" && arguments.Count > 0 && access.Expression.ToString().EndsWith("Convert", StringComparison.Ordinal)) inner = arguments[0].Expression;
                    else if (access != null && access.Name.Identifier.Text == "ConvertAll" && arguments.Count == 2) inner = arguments[0].Expression;
                    else if (access != null && sameContent.Contains(access.Name.Identifier.Text) && ProtocolMember(call) == null && !(model.GetSymbolInfo(access.Expression).Symbol is INamedTypeSymbol)) inner = access.Expression;
                }
                if (inner == null) return node;
                node = inner;
            }
        }

        private bool IsEmpty(ExpressionSyntax node)
        {
            var constant = model.GetConstantValue(node);
            return (constant.HasValue && "".Equals(constant.Value)) || node.ToString().EndsWith("tring.Empty", StringComparison.Ordinal);
        }

        private object[] Of(ExpressionSyntax node, int steps)
        {
            var constant = model.GetConstantValue(node);
            if (constant.HasValue) return Constant(constant.Value);
            var inner = Unwrapped(node);
            if (inner != node)
            {
                constant = model.GetConstantValue(inner);
                if (constant.HasValue) return Constant(constant.Value);
            }
            if (steps > mostSteps) return ByType(node);
            var initializer = Initializer(inner);
            if (initializer != null) return new object[] { "list", initializer.Expressions.Select(one => (object)Of(one, steps + 1)).ToArray() };
            if (inner is ArrayCreationExpressionSyntax) return new object[] { "list", null };
            if (inner is InvocationExpressionSyntax) return Called((InvocationExpressionSyntax)inner, steps) ?? ByType(node);
            string name;
            var property = PropertyId(inner, out name);
            if (property != null) return new object[] { "parameter", property.Value };
            if (inner is IdentifierNameSyntax) return Named((IdentifierNameSyntax)inner, steps) ?? ByType(node);
            if (inner is ElementAccessExpressionSyntax) return Element((ElementAccessExpressionSyntax)inner, steps) ?? ByType(node);
            return ByType(node);
        }

        private static object[] Constant(object value)
        {
            if (value == null || value is string || value is bool) return new object[] { "constant", value };
            if (value is char) return new object[] { "constant", value.ToString() };
            return new object[] { "constant", Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) };
        }

        private static InitializerExpressionSyntax Initializer(ExpressionSyntax node)
        {
            if (node is ArrayCreationExpressionSyntax) return ((ArrayCreationExpressionSyntax)node).Initializer;
            if (node is ImplicitArrayCreationExpressionSyntax) return ((ImplicitArrayCreationExpressionSyntax)node).Initializer;
            return node as InitializerExpressionSyntax;
        }

        private object[] Called(InvocationExpressionSyntax node, int steps)
        {
            var member = ProtocolMember(node);
            var arguments = node.ArgumentList.Arguments;
            if (member == "GetParameter" && arguments.Count == 1) return WithId("parameter", arguments[0].Expression, steps);
            if (member == "GetData" && arguments.Count == 2) return WithId("bytes", arguments[1].Expression, steps);
            if (member == "GetInputParameter" && arguments.Count == 1) return WithId("input", arguments[0].Expression, steps);
            return null;
        }

        private object[] WithId(string kind, ExpressionSyntax id, int steps)
        {
            var value = Of(id, steps + 1);
            return (string)value[0] == "constant" && value[1] is double ? new object[] { kind, value[1] } : null;
        }

        private object[] Named(IdentifierNameSyntax node, int steps)
        {
            var symbol = model.GetSymbolInfo(node).Symbol;
            if (symbol == null) return null;
            int position;
            if (inputs.TryGetValue(symbol, out position)) return new object[] { "input", (double)position };
            var reference = symbol.DeclaringSyntaxReferences.FirstOrDefault();
            if (reference == null || reference.SyntaxTree != node.SyntaxTree) return null;
            var declaration = reference.GetSyntax();
            var each = declaration as ForEachStatementSyntax;
            if (each != null) return FromDevice(Of(each.Expression, steps + 1));
            if (declaration is ParameterSyntax) return FromDevice(OfLambda((ParameterSyntax)declaration, steps));
            var variable = declaration as VariableDeclaratorSyntax;
            if (variable == null || variable.Initializer == null) return null;
            var value = Of(variable.Initializer.Value, steps + 1);
            if (IsFromDevice(value)) return value;
            if ((string)value[0] != "list") return null;
            // An array that is filled later, as the documentation page on WebSockets does: from what its elements are.
            var elements = Scope(variable).DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(one =>
                one.Left is ElementAccessExpressionSyntax && ((ElementAccessExpressionSyntax)one.Left).Expression.ToString() == variable.Identifier.Text).ToArray();
            foreach (var element in elements)
            {
                var filled = Of(element.Right, steps + 1);
                if (IsFromDevice(filled)) return filled;
            }
            return elements.Length == 0 ? value : new object[] { "list", null };
        }

        private object[] OfLambda(ParameterSyntax parameter, int steps)
        {
            var lambda = parameter.Ancestors().OfType<LambdaExpressionSyntax>().FirstOrDefault();
            var call = lambda == null ? null : lambda.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault();
            var access = call == null ? null : call.Expression as MemberAccessExpressionSyntax;
            return access == null ? null : Of(access.Expression, steps + 1);
        }

        private static SyntaxNode Scope(SyntaxNode node)
        {
            return node.Ancestors().FirstOrDefault(one => one is BaseMethodDeclarationSyntax || one is TypeDeclarationSyntax) ?? node;
        }

        private static bool IsFromDevice(object[] value)
        {
            return value != null && ((string)value[0] == "parameter" || (string)value[0] == "input" || (string)value[0] == "bytes");
        }

        private static object[] FromDevice(object[] value)
        {
            return IsFromDevice(value) ? value : null;
        }

        /// <summary>An element of a text or of bytes, or one of the values that GetParameters gave.</summary>
        private object[] Element(ElementAccessExpressionSyntax node, int steps)
        {
            if (node.ArgumentList.Arguments.Count != 1) return null;
            var index = Of(node.ArgumentList.Arguments[0].Expression, steps + 1);
            if ((string)index[0] == "constant" && index[1] is double)
            {
                var item = ItemOf(node.Expression, (int)(double)index[1], steps);
                if (item != null) return item;
            }
            return FromDevice(Of(node.Expression, steps + 1));
        }

        private object[] ItemOf(ExpressionSyntax list, int index, int steps)
        {
            if (steps > mostSteps) return null;
            var inner = Unwrapped(list);
            var identifier = inner as IdentifierNameSyntax;
            if (identifier != null)
            {
                var symbol = model.GetSymbolInfo(identifier).Symbol;
                var reference = symbol == null ? null : symbol.DeclaringSyntaxReferences.FirstOrDefault();
                var variable = reference == null || reference.SyntaxTree != list.SyntaxTree ? null : reference.GetSyntax() as VariableDeclaratorSyntax;
                return variable == null || variable.Initializer == null ? null : ItemOf(variable.Initializer.Value, index, steps + 1);
            }
            var call = inner as InvocationExpressionSyntax;
            if (call == null || ProtocolMember(call) != "GetParameters" || call.ArgumentList.Arguments.Count == 0) return null;
            var ids = Of(call.ArgumentList.Arguments[0].Expression, steps + 1);
            var items = (string)ids[0] == "list" ? ids[1] as object[] : null;
            var item = items == null || index < 0 || index >= items.Length ? null : (object[])items[index];
            return item != null && (string)item[0] == "constant" && item[1] is double ? new object[] { "parameter", item[1] } : null;
        }

        private object[] ByType(ExpressionSyntax node)
        {
            return ByType(model.GetTypeInfo(node).Type);
        }

        private static object[] ByType(ITypeSymbol type)
        {
            string name = "other";
            if (type != null)
            {
                var array = type as IArrayTypeSymbol;
                if (array != null && array.ElementType.SpecialType == SpecialType.System_Byte) name = "bytes";
                else if (array != null) return new object[] { "list", null };
                else if (type.SpecialType == SpecialType.System_String || type.SpecialType == SpecialType.System_Char) name = "text";
                else if (type.SpecialType == SpecialType.System_Boolean) name = "boolean";
                else if (type.TypeKind == TypeKind.Enum || (type.SpecialType >= SpecialType.System_SByte && type.SpecialType <= SpecialType.System_Double)) name = "number";
            }
            return new object[] { "computed", name };
        }
    }
}
