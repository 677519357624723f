using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Settlements;

/// <summary>月度结算: what is to be settled, and what was.</summary>
public sealed class IndexModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public string? ProviderCode { get; set; }

    [BindProperty]
    public DateOnly? MonthDay { get; set; }

    public Application.ElderlyCare.Settlements Settlements { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => SendAsync(new SettleCareMonth(ProviderCode, MonthDay), id => GoTo($"/workbench/settlements/{id}", texts["已结算"]));

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListSettlements(After), settlements => Settlements = settlements);
}
