using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Care;

/// <summary>派单: one visit out of a plan's quota.</summary>
public sealed class OrderModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? SubmissionKey { get; set; }

    [BindProperty]
    public CareServices? Service { get; set; }

    [BindProperty]
    public string? ProviderCode { get; set; }

    [BindProperty]
    public DateOnly? OnDay { get; set; }

    [BindProperty]
    public TimeOnly? Time { get; set; }

    public CareRequestView Care { get; private set; } = null!;
    public CareRules Rules { get; private set; } = null!;
    public IReadOnlyList<Provider> Providers { get; private set; } = [];
    public IEnumerable<CareServices> Services => CareWords.Services.Where(s => Care.Plan!.Services.HasFlag(s));

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (HasUnreadableDay) return await ShowUnreadableDaysAsync();
        if (await LoadAsync() is { } refused) return refused;
        return await SendAsync(new PlaceServiceOrder(SubmissionKey, Care.Plan!.Id, Service, ProviderCode, OnDay, Time), _ => GoTo($"/workbench/care/{Id}", texts["已派单，服务机构会收到通知"]));
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        if (await ReadAsync(new GetCareRequest(Id), care => Care = care) is { } refused) return refused;
        if (Care.Plan is null) return NotFound();
        return await ReadAsync(new ListProviders(), providers => Providers = providers) ?? await ReadAsync(new GetCareRules(), rules => Rules = rules);
    }

    protected override string FieldName(string property) => property == nameof(PlaceServiceOrder.Day) ? nameof(OnDay) : property;
}
