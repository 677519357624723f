using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.ElderlyCare;

namespace QingjiangpuPortal.Web.Pages.Workbench.Settlements;

/// <summary>A settlement line by line: the lines add up to its sum.</summary>
public sealed class DetailsModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public SettlementView Settlement { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetSettlement(Id), settlement => Settlement = settlement);
}
