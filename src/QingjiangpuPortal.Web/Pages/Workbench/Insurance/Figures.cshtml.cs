using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.SocialInsurance;

namespace QingjiangpuPortal.Web.Pages.Workbench.Insurance;

/// <summary>社保统计: insured by scheme, coverage and service circle by street.</summary>
public sealed class FiguresModel(IMediator mediator) : PortalPage(mediator)
{
    public InsuranceFigures Figures { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetInsuranceFigures(), figures => Figures = figures);
}
