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

    [BindProperty]
    public InsuranceScheme? Scheme { get; set; }

    public CoverageList Tasks { get; private set; } = null!;
    public bool MayOpen => user.May(Permission.OpenCoverage);

    public string PlaceOf(string gridCode) => _map.PathOf(gridCode);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new OpenCoverageTasks(Scheme), opened => GoTo("/workbench/insurance/coverage", opened == 0 ? texts["没有新的要问的人"] : texts["新增 {0} 个任务", opened]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        _map = await places.CurrentAsync(HttpContext.RequestAborted);
        return await ReadAsync(new ListCoverageTasks(After), tasks => Tasks = tasks);
    }
}
