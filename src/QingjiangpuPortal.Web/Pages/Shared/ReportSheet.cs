using QingjiangpuPortal.Application.GridReports;

namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>All that is known of one report, for <c>_ReportStory.cshtml</c> and <c>_ReportFacts.cshtml</c>.</summary>
/// <param name="PlacePath">The street and the micro-grid, for reading.</param>
/// <param name="LinkToken">The private link's, which also opens photos that are not public.</param>
public sealed record ReportSheet(ReportView Report, string PlacePath, string? LinkToken = null);
