using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Volunteers;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>志愿者派单: two who have least to do are suggested.</summary>
public sealed class VolunteersModel(IMediator mediator, IStringLocalizer<Texts> texts) : ReportVerbPage(mediator, texts, GridReportVerb.SendVolunteers)
{
    [BindProperty]
    public List<Guid> Volunteers { get; set; } = [];

    public IReadOnlyList<VolunteerRow> Around { get; private set; } = [];

    public Task<IActionResult> OnPostAsync() => DoAsync(new SendVolunteers(Id, Version, Volunteers, Note));

    protected override void Fill() => Volunteers = [.. Around.Take(VolunteerTask.DefaultTeam).Select(v => v.PersonId)];

    protected override async Task<IActionResult?> LoadAsync() =>
        await base.LoadAsync() ?? (IsPossible ? await ReadAsync(new ListVolunteers(Id), rows => Around = rows) : null);
}
