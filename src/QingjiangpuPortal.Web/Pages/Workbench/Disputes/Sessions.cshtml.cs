using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Disputes;

/// <summary>记一次调解</summary>
public sealed class SessionsModel(IMediator mediator, TimeProvider clock, IStringLocalizer<Texts> texts) : DisputeAddingPage(mediator)
{
    [BindProperty]
    public DateOnly? HeldDay { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public Task<IActionResult> OnPostAsync() =>
        HasUnreadableDay ? ShowUnreadableDaysAsync() : DoAsync(new RecordMediation(SubmissionKey, Id, HeldDay, Text), texts["调解记录已保存"]);

    protected override void Fill() => HeldDay = ChinaTime.DayOf(clock.GetUtcNow());
}
