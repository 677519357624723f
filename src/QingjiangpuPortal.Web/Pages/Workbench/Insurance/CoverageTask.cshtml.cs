using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Insurance;

/// <summary>One person to ask: the number for as long as the leave to see it lasts, and what came of it. No cache keeps the page.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CoverageTaskModel(IMediator mediator, IPlaceDirectory places, TimeProvider clock, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint? Version { get; set; }

    [BindProperty]
    public CoverageOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public CoverageView Coverage { get; private set; } = null!;
    public string PlacePath { get; private set; } = "";

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>The number itself says that it worked.</summary>
    public Task<IActionResult> OnPostNumberAsync() => SendAsync(new ShowCoverageNumber(Id), _ => GoTo($"/workbench/insurance/coverage/{Id}"));

    public Task<IActionResult> OnPostAsync() => SendAsync(new AnswerCoverageTask(Id, Version ?? 0, Outcome, Note), _ => GoTo("/workbench/insurance/coverage", texts["已记下"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetCoverageTask(Id), task => Coverage = task) is { } refused) return refused;
        Version ??= Coverage.Version;
        PlacePath = (await places.CurrentAsync(HttpContext.RequestAborted)).PathOf(Coverage.Row.GridCode);
        if (Coverage.ClearUntil is { } until && HttpMethods.IsGet(Request.Method))
            Response.Headers["Refresh"] = Math.Ceiling((until - clock.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return null;
    }

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }
}
