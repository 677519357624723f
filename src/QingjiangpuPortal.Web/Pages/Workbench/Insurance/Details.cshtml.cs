using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Insurance;

/// <summary>One enrolment for those who decide: what was asked, which conditions are met, what can be done now, and the money.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DetailsModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user, TimeProvider clock, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid PaymentId { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    public InsuranceView Insurance { get; private set; } = null!;
    public string PlacePath { get; private set; } = "";
    public bool MayRefund => user.ScopeFor(Permission.RefundInsurance).Covers(Insurance.PlaceCode);

    /// <summary>The steps that have a page, the most usual first.</summary>
    public IReadOnlyList<InsuranceVerb> Steps => [.. InsuranceStepModel.Routes.Values.Where(verb => Insurance.Possible.Contains(verb))];

    public bool IsOverdue(BillRow bill) => bill.State == BillState.Open && bill.DueOn < ChinaTime.DayOf(clock.GetUtcNow());

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostRefundAsync() => SendAsync(new RefundSurplus(PaymentId, Version), _ => GoTo($"/workbench/insurance/{Id}", texts["已记为退回"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetInsuranceEnrollment(Id), one => Insurance = one) is { } refused) return refused;
        PlacePath = (await places.CurrentAsync(HttpContext.RequestAborted)).PathOf(Insurance.PlaceCode);
        return null;
    }
}
