using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>挂起 until a day; the public reads why.</summary>
public sealed class SuspendModel(IMediator mediator, IStringLocalizer<Texts> texts) : TemplatedVerbPage(mediator, texts, GridReportVerb.Suspend)
{
    /// <summary>The day with whose beginning it goes on by itself.</summary>
    [BindProperty]
    public DateOnly? UntilDay { get; set; }

    public Task<IActionResult> OnPostAsync() => HasUnreadableDay ? ShowUnreadableDaysAsync() : DoAsync(new SuspendGridReport(Id, Version, UntilDay, Note));

    protected override string FieldName(string property) => property == "Until" ? nameof(UntilDay) : base.FieldName(property);
}
