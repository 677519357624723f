using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>派遣, to somebody around the report or to a department.</summary>
public sealed class AssignModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts)
    : ReportVerbPage(mediator, texts, GridReportVerb.Assign)
{
    [BindProperty]
    public string? Assignee { get; set; }

    /// <summary>A team that goes along; whoever it is assigned to answers for it.</summary>
    [BindProperty]
    public List<Guid> Volunteers { get; set; } = [];

    public IReadOnlyList<SelectListItem> Assignees { get; private set; } = [];
    public IReadOnlyList<VolunteerRow> Around { get; private set; } = [];

    public Task<IActionResult> OnPostAsync() => DoAsync(new AssignGridReport(Id, Version, Assignee, Note, Volunteers));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await base.LoadAsync() is { } refused) return refused;
        // Who may not assign sees why not, instead of a list of colleagues.
        if (!IsPossible) return null;
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        var (people, departments) = (new SelectListGroup { Name = Texts["网格力量"] }, new SelectListGroup { Name = Texts["部门"] });
        return await ReadAsync(new ListAssignees(Id), rows => Assignees = [.. rows.Select(row => row.Post is { } post
            ? new SelectListItem($"{row.Name} · {Words.Of(post)} · {map.Find(row.UnitCode)?.Name}", row.Value) { Group = people }
            : new SelectListItem(row.Name, row.Value) { Group = departments })])
            ?? await ReadAsync(new ListVolunteers(Id), rows => Around = rows);
    }
}
