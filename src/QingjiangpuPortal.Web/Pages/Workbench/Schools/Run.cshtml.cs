using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>One trial placement beside the one before it; from here it is published.</summary>
public sealed class RunModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Run { get; set; }

    /// <summary>The round's.</summary>
    [BindProperty]
    public uint? Version { get; set; }

    public RunComparison View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => SendAsync(new PublishPlacement(Id, Version ?? 0, Run), _ => GoTo($"/workbench/schools/rounds/{Id}", texts["录取已公布"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetManagedRound(Id), round => Version ??= round.Round.Version) is { } refused) return refused;
        return await ReadAsync(new ComparePlacements(Id, Run, With: null), view => View = view);
    }

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }
}
