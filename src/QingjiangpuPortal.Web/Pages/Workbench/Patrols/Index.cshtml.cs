using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Patrols;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Patrols;

/// <summary>排查: start one's own, and see those of the units that one's posts cover.</summary>
public sealed class IndexModel(IMediator mediator, ICurrentUser user, TimeProvider clock, IStringLocalizer<Texts> texts) : UnitNamesPage(mediator)
{
    private const int DaysCounted = 30;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public string? UnitCode { get; set; }

    public PatrolList Patrols { get; private set; } = null!;
    public IReadOnlyList<PatrolCount> Counts { get; private set; } = [];

    /// <summary>The units in which the user patrols.</summary>
    public IReadOnlyList<string> MyUnits { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => SendAsync(new StartPatrol(UnitCode), id => GoTo($"/workbench/patrols/{id}", texts["排查已开始"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        MyUnits = [.. user.Posts.Where(p => Permissions.Carries(p.Kind, Permission.MakePatrols)).Select(p => p.UnitCode).Distinct(StringComparer.Ordinal)];
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        return await ReadAsync(new ListPatrols(After), patrols => Patrols = patrols)
            ?? await ReadAsync(new CountPatrols(today.AddDays(1 - DaysCounted), today.AddDays(1), LevelBelow), counts => Counts = counts)
            ?? await ReadNamesAsync([.. MyUnits, .. Counts.Select(c => c.UnitCode), .. Patrols.Page.Items.Select(p => p.UnitCode)]);
    }

    /// <summary>A district counts its streets, a street its communities, everybody below their grids.</summary>
    private OrgLevel LevelBelow => user.ScopeFor(Permission.ViewPatrols).Units.Where(OrgCode.IsArea).Select(OrgCode.LevelOf).DefaultIfEmpty(OrgLevel.Grid).Min() switch
    {
        OrgLevel.District => OrgLevel.Street,
        OrgLevel.Street => OrgLevel.Community,
        _ => OrgLevel.Grid,
    };
}
