using Microsoft.AspNetCore.Mvc.RazorPages;

using QingjiangpuPortal.Web.TagHelpers;

namespace QingjiangpuPortal.Web.Pages;

public sealed class IndexModel : PageModel
{
    public HomePageData Data { get; private set; } = new(Numbers: null, Recent: []);
}

/// <summary>What the home page shows of the district.</summary>
/// <param name="Numbers">The district's numbers; null hides them.</param>
/// <param name="Recent">Public reports that were just closed or are being handled, the newest first.</param>
public sealed record HomePageData(HomeNumbers? Numbers, IReadOnlyList<RecentReport> Recent);

/// <summary>The four numbers of the home page; a share is 0 to 1, null when there is nothing to compute it from.</summary>
/// <param name="AcceptedToday">Reports accepted since midnight, Asia/Shanghai.</param>
/// <param name="OnTimeShare">Share of the reports closed in the last 30 days that were on time.</param>
/// <param name="OnTimeChange">Its change in percentage points against the 30 days before.</param>
/// <param name="MeanFirstContact">Mean time from filing to the first contact, last 30 days.</param>
/// <param name="WithinCommunityShare">Share of the reports closed in the last 30 days that never left the community.</param>
public sealed record HomeNumbers(
    int AcceptedToday, double? OnTimeShare, double? OnTimeChange, TimeSpan? MeanFirstContact, double? WithinCommunityShare);

/// <summary>One line of the home page's list.</summary>
/// <param name="Number">The report's public number, also its address below /reports.</param>
/// <param name="Detail">Street, category and how it went, in one line.</param>
public sealed record RecentReport(string Number, string Title, StatusKind Kind, string Status, string Detail);
