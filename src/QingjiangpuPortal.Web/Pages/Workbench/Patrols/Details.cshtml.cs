using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Patrols;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Patrols;

/// <summary>One patrol: while it goes on, what is found is added and it is ended; afterwards it is read.</summary>
public sealed class DetailsModel(IMediator mediator, IStringLocalizer<Texts> texts) : UnitNamesPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public List<string> Looked { get; set; } = [];

    [BindProperty]
    public string? Note { get; set; }

    public PatrolView Patrol { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await ShowAsync();
        if (Patrol is not null) Version = Patrol.Version;
        return answer;
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(new EndPatrol(Id, Version, Looked, Note), _ => GoTo($"/workbench/patrols/{Id}", texts["排查已结束"]));

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetPatrol(Id), patrol => Patrol = patrol) ?? await ReadNamesAsync([Patrol.UnitCode]);

    protected override async Task OnConflictAsync()
    {
        if (await ReadAsync(new GetPatrol(Id), patrol => Version = patrol.Version) is null) ModelState.Remove(nameof(Version));
    }
}
