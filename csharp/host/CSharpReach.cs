// Whether every run of a method comes to a place in it.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QActionHost
{
    internal sealed class CSharpReach
    {
        /// <summary>Where a run may end before the end of its method.</summary>
        private readonly Dictionary<SyntaxNode, int[]> ends = new Dictionary<SyntaxNode, int[]>();

        /// <summary>True when nothing between the beginning of the method and the place decides whether it is reached.</summary>
        public bool Always(SyntaxNode node, SyntaxNode within)
        {
            for (var at = node; at != within; at = at.Parent)
                if (Decides(at.Parent, at, within)) return false;
            return !EndsOf(within).Any(end => end <= node.SpanStart);
        }

        /// <summary>True when outer may leave out its part inner.</summary>
        private static bool Decides(SyntaxNode outer, SyntaxNode inner, SyntaxNode within)
        {
            if (outer == within) return false;
            if (IsFunction(outer) || outer is CatchClauseSyntax) return true;
            if (outer is IfStatementSyntax) return inner != ((IfStatementSyntax)outer).Condition;
            if (outer is SwitchStatementSyntax) return inner != ((SwitchStatementSyntax)outer).Expression;
            if (outer is WhileStatementSyntax) return inner != ((WhileStatementSyntax)outer).Condition;
            if (outer is CommonForEachStatementSyntax) return inner != ((CommonForEachStatementSyntax)outer).Expression;
            if (outer is ConditionalExpressionSyntax) return inner != ((ConditionalExpressionSyntax)outer).Condition;
            if (outer is ConditionalAccessExpressionSyntax) return inner != ((ConditionalAccessExpressionSyntax)outer).Expression;
            var loop = outer as ForStatementSyntax;
            if (loop != null) return inner != loop.Declaration && inner != loop.Condition && !loop.Initializers.Contains(inner);
            var binary = outer as BinaryExpressionSyntax;
            return binary != null && inner == binary.Right && (binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.LogicalOrExpression) || binary.IsKind(SyntaxKind.CoalesceExpression));
        }

        private static bool IsFunction(SyntaxNode node)
        {
            return node is AnonymousFunctionExpressionSyntax || node is LocalFunctionStatementSyntax;
        }

        private int[] EndsOf(SyntaxNode within)
        {
            int[] known;
            if (ends.TryGetValue(within, out known)) return known;
            known = within.DescendantNodes(node => !IsFunction(node))
                .Where(node => node is ReturnStatementSyntax || node is ThrowStatementSyntax || node is ThrowExpressionSyntax)
                .Select(node => node.Span.End)
                .ToArray();
            ends[within] = known;
            return known;
        }
    }
}
