using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Disputes;

/// <summary>预约 of one of the community's four.</summary>
public sealed class AppointmentsModel(IMediator mediator, IStringLocalizer<Texts> texts) : DisputePage(mediator)
{
    [BindProperty]
    public Guid? Member { get; set; }

    [BindProperty]
    public DateOnly? StartDay { get; set; }

    /// <summary>14:30, Asia/Shanghai.</summary>
    [BindProperty]
    public string? StartTime { get; set; }

    [BindProperty]
    public int? Minutes { get; set; } = 60;

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public bool BothAgree { get; set; }

    public IReadOnlyList<LegalAidRow> Roster { get; private set; } = [];

    public Task<IActionResult> OnPostAsync()
    {
        if (HasUnreadableDay) return ShowUnreadableDaysAsync();
        ModelState.Remove(nameof(Minutes));
        var startsAt = StartDay is { } day && TimeOnly.TryParseExact(StartTime?.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? ChinaTime.StartOf(day) + time.ToTimeSpan()
            : (DateTimeOffset?)null;
        return DoAsync(new ProposeAppointment(Id, Member, startsAt, Minutes, Place, BothAgree), texts["已提出预约"]);
    }

    protected override async Task<IActionResult?> LoadAsync() =>
        await base.LoadAsync() ?? await ReadAsync(new ListLegalAidFor(Id), rows => Roster = rows);
}
