using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Insurance;

/// <summary>参保扩面: who of one's grids is to be asked, and what came of the others.</summary>
public sealed class CoverageModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    private PlaceMap _map = null!;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public InsuranceScheme? Scheme { get; set; }

    /// <summary>Where the last run stopped, to go on from there.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? From { get; set; }

    public CoverageList Tasks { get; private set; } = null!;
    public bool MayOpen => user.May(Permission.OpenCoverage);

    public string PlaceOf(string gridCode) => _map.PathOf(gridCode);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new OpenCoverageTasks(Scheme, From), run => GoTo(
            "/workbench/insurance/coverage" + (run.Next is { } next ? $"?scheme={Scheme}&from={next}" : ""),
            run.Opened > 0 ? texts["新增 {0} 个任务", run.Opened] : run.Next is null ? texts["没有新的要问的人"] : texts["看过的人里没有新的要问的，还没有看完"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        _map = await places.CurrentAsync(HttpContext.RequestAborted);
        return await ReadAsync(new ListCoverageTasks(After), tasks => Tasks = tasks);
    }
}
