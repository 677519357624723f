using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.SocialInsurance;

namespace QingjiangpuPortal.Web.Pages.My.Insurance;

/// <summary>我的社保, the latest first.</summary>
public sealed class IndexModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<InsuranceRow> Enrollments { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListMyInsuranceEnrollments(After), page => Enrollments = page);
}
