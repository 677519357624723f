using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Disputes;

/// <summary>纠纷档案. While its parties are shown in clear, the page asks for itself again when that is over.</summary>
public sealed class IndexModel(IMediator mediator, TimeProvider clock, IStringLocalizer<Texts> texts) : DisputePage(mediator)
{
    [BindProperty]
    public Guid PartyId { get; set; }

    [BindProperty]
    public Guid AppointmentId { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public AppointmentState To { get; set; }

    /// <summary>What can become of an appointment now, and what its button says.</summary>
    public IEnumerable<(AppointmentState To, string Text)> StepsOf(AppointmentRow appointment) => appointment.State switch
    {
        AppointmentState.Proposed => [(AppointmentState.Confirmed, texts["双方同意，约定"]), (AppointmentState.Cancelled, texts["取消预约"])],
        AppointmentState.Confirmed when appointment.StartsAt <= clock.GetUtcNow() =>
            [(AppointmentState.Held, texts["已经进行"]), (AppointmentState.Cancelled, texts["取消预约"])],
        AppointmentState.Confirmed => [(AppointmentState.Cancelled, texts["取消预约"])],
        _ => [],
    };

    public Task<IActionResult> OnPostRemoveAsync() => DoAsync(new RemoveDisputeParty(Id, PartyId), texts["已移除"]);

    public Task<IActionResult> OnPostAppointmentAsync() =>
        DoAsync(new MoveAppointment(Id, AppointmentId, Version, To), texts["预约已更新"]);

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await base.LoadAsync() is { } refused) return refused;
        if (Dispute.RevealedUntil is { } until)
            Response.Headers["Refresh"] = Math.Ceiling((until - clock.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return null;
    }
}
