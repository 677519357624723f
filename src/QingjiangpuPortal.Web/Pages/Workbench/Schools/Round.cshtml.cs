using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>One round, for the bureau: its next step, its seats, its trial placements.</summary>
public sealed class RoundModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint? Version { get; set; }

    [BindProperty]
    public string? DrawName { get; set; }

    [BindProperty]
    public DateOnly? DrawDay { get; set; }

    [BindProperty]
    public string? DrawText { get; set; }

    [BindProperty]
    public string? SchoolCode { get; set; }

    [BindProperty]
    public int? Seats { get; set; }

    public ManagedRound View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAnnounceAsync() => HasUnreadableDay ? ShowUnreadableDaysAsync() : DoAsync(new AnnounceRound(Id, Version ?? 0, DrawName, DrawDay), texts["公告已发布"]);

    public Task<IActionResult> OnPostOpenAsync() => DoAsync(new OpenRegistration(Id, Version ?? 0), texts["报名已开始"]);

    public Task<IActionResult> OnPostCloseAsync() => DoAsync(new CloseRegistration(Id, Version ?? 0), texts["报名已结束，名单已公布"]);

    public Task<IActionResult> OnPostDrawAsync() => DoAsync(new RecordDraw(Id, Version ?? 0, DrawText), texts["摇号已公布"]);

    public Task<IActionResult> OnPostRunAsync() => DoAsync(new RunPlacement(Id, Version ?? 0), texts["试算完成，没有告诉任何人"]);

    public Task<IActionResult> OnPostEndAsync() => DoAsync(new CloseRound(Id, Version ?? 0), texts["本轮已结束"]);

    public Task<IActionResult> OnPostSeatsAsync()
    {
        // What is no number is missing; the binder's own sentence would be English.
        ModelState.Remove(nameof(Seats));
        return DoAsync(new ChangeSeats(Id, Version ?? 0, SchoolCode, Seats), texts["学位数已改"]);
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetManagedRound(Id), view => View = view) is { } refused) return refused;
        Version ??= View.Round.Version;
        return null;
    }

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }

    private Task<IActionResult> DoAsync(RoundCommand command, string notice) => SendAsync(command, _ => GoTo($"/workbench/schools/rounds/{Id}", notice));
}
