using QingjiangpuPortal.Application.GridReports;

namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>One report of a residents' list for <c>_ReportItem.cshtml</c>.</summary>
/// <param name="Street">The name of the street where it is.</param>
/// <param name="AsksReporter">Whether the list is the reporter's own, so that an open question is put to them.</param>
public sealed record ReportItem(ReportRow Report, string Street, string Href, bool AsksReporter = false);
