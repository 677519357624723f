using QingjiangpuPortal.Application.GridReports;

namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>A report's photos for <c>_ReportPhotos.cshtml</c>.</summary>
/// <param name="LinkToken">The private link's, on the reporter's own page.</param>
public sealed record ReportPhotos(IReadOnlyList<PhotoRow> Photos, string? LinkToken = null)
{
    public string Address(PhotoRow photo, bool small) =>
        $"/photos/{photo.Id}?size={(small ? "small" : "full")}" + (LinkToken is null ? "" : $"&key={LinkToken}");
}
