using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>挑选并案: what may be the same as a report, to be merged in one act; which of them goes on is chosen, too.</summary>
public sealed class DuplicatesModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>The one that goes on: this report, until another is chosen.</summary>
    [BindProperty]
    public Guid PrimaryId { get; set; }

    /// <summary>Those that are the same, this one among them, each as <see cref="Picked"/>.</summary>
    [BindProperty]
    public List<string> ReportIds { get; set; } = [];

    [BindProperty]
    public string? Note { get; set; }

    public ReportView Report { get; private set; } = null!;
    public IReadOnlyList<SimilarReport> Similar { get; private set; } = [];

    /// <summary>A report and the version that the page shows of it.</summary>
    public static string Picked(Guid id, uint version) => string.Create(CultureInfo.InvariantCulture, $"{id:N}-{version}");

    public bool IsPicked(Guid id) => ReportIds.Exists(picked => Parse(picked)?.Id == id);

    public Task<IActionResult> OnGetAsync()
    {
        PrimaryId = Id;
        return ShowAsync();
    }

    public Task<IActionResult> OnPostAsync()
    {
        var picked = ReportIds.Select(Parse).OfType<MergedReport>().Where(report => report.Id != PrimaryId).ToList();
        return SendAsync(new MergeReports(PrimaryId, picked, Note), merged => GoTo($"/workbench/reports/{PrimaryId}", texts["已并入 {0} 件", merged]));
    }

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetReport(Id), report => Report = report)
        ?? await ReadAsync(new FindReportsLike(Id), similar => Similar = similar);

    private static MergedReport? Parse(string? picked) =>
        picked?.Split('-') is [var id, var version] && Guid.TryParseExact(id, "N", out var report)
        && uint.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? new(report, shown) : null;
}
