using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Domain.Desk;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>The bar above a list by which the ticked reports, or all that match, are taken to a bulk act (<c>_BulkBar.cshtml</c>).</summary>
/// <param name="Query">The list's filter, as it is saved; <c>null</c> where only ticked rows can be meant.</param>
/// <param name="MatchingText">How many match.</param>
public sealed record BulkBar(IReadOnlyList<BulkActKind> Kinds, string? Query, string? MatchingText)
{
    /// <summary>The id of the form to which the rows' boxes belong.</summary>
    public const string Form = "bulk";

    public static BulkBar For(ICurrentUser user, string? query, string? matchingText) =>
        new([.. Enum.GetValues<BulkActKind>().Where(kind => user.May(BulkPermissions.Of(kind)))], query, matchingText);
}
