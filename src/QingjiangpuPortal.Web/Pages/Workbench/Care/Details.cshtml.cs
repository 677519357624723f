using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Care;

/// <summary>One request for those who decide: what was asked, what was found, what can be done now; with a plan its quota and visits.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DetailsModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid OrderId { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public CareRequestView Care { get; private set; } = null!;
    public string PlacePath { get; private set; } = "";
    public bool MayOrder => user.ScopeFor(Permission.OrderCare).Covers(Care.PlaceCode);
    public bool MayAssess => Care.Status == CareRequestStatus.Reviewed && user.ScopeFor(Permission.AssessAbility).Covers(Care.PlaceCode);

    public bool MayShow => Care.ClearUntil is null && user.ScopeFor(Permission.CheckCare).Covers(Care.PlaceCode);

    /// <summary>The steps that have a page, the most usual first.</summary>
    public IReadOnlyList<CareVerb> Steps => [.. CareStepModel.Routes.Values.Where(verb => Care.Possible.Contains(verb))];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostShowAsync() => SendAsync(new ShowCareAddress(Id), _ => LocalRedirect($"/workbench/care/{Id}#asked"));

    public Task<IActionResult> OnPostCancelAsync() => SendAsync(new CancelServiceOrder(OrderId, Version), _ => GoTo($"/workbench/care/{Id}", texts["已取消，额度退回"]));

    public Task<IActionResult> OnPostFailAsync() => SendAsync(new FailVisitAudit(OrderId, Version, Reason), _ => GoTo($"/workbench/care/{Id}", texts["已记为抽查不合格，结算时扣除"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetCareRequest(Id), care => Care = care) is { } refused) return refused;
        PlacePath = (await places.CurrentAsync(HttpContext.RequestAborted)).PathOf(Care.PlaceCode);
        return null;
    }
}
