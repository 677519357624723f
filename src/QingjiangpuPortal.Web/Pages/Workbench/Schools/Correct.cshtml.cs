using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>按材料更正: the facts that give category and ties, as the papers say them. No cache keeps it.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CorrectModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint? Version { get; set; }

    [BindProperty]
    public bool? HasHukou { get; set; }

    [BindProperty]
    public DateOnly? HukouDay { get; set; }

    [BindProperty]
    public HomeKind? House { get; set; }

    [BindProperty]
    public DateOnly? HouseDay { get; set; }

    [BindProperty]
    public string? PropertyNumber { get; set; }

    [BindProperty]
    public bool IsLeaseRegistered { get; set; }

    [BindProperty]
    public bool? HasPermit { get; set; }

    [BindProperty]
    public DateOnly? PermitDay { get; set; }

    [BindProperty]
    public bool HasSocialInsurance { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public CheckView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        var facts = View.Application.Facts;
        (HasHukou, HukouDay) = (facts.HukouSince is not null, facts.HukouSince);
        (House, HouseDay, IsLeaseRegistered) = (facts.Home, facts.HomeSince, facts.IsLeaseRegistered);
        (HasPermit, PermitDay, HasSocialInsurance) = (facts.PermitSince is not null, facts.PermitSince, facts.HasSocialInsurance);
        return await ShowAsync();
    }

    public Task<IActionResult> OnPostAsync() => HasUnreadableDay ? ShowUnreadableDaysAsync() : SendAsync(
        new CorrectEnrollment(Id, Version ?? 0, new(
            HasHukou: HasHukou, HukouDay: HukouDay, House: House, HouseDay: HouseDay, PropertyNumber: PropertyNumber, IsLeaseRegistered: IsLeaseRegistered,
            HasPermit: HasPermit, PermitDay: PermitDay, HasSocialInsurance: HasSocialInsurance), Why),
        _ => GoTo($"/workbench/schools/{Id}", texts["已更正，并告诉了家长"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetApplication(Id), view => View = view) is { } refused) return refused;
        Version ??= View.Application.Version;
        return null;
    }

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }
}
