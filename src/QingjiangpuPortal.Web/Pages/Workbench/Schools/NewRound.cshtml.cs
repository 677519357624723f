using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>新建招生轮次, for the bureau.</summary>
public sealed class NewRoundModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty]
    public SchoolStage? Stage { get; set; }

    [BindProperty]
    public int? Year { get; set; }

    [BindProperty]
    public DateOnly? Announce { get; set; }

    [BindProperty]
    public DateOnly? RegisterFrom { get; set; }

    [BindProperty]
    public DateOnly? RegisterUntil { get; set; }

    [BindProperty]
    public DateOnly? CheckUntil { get; set; }

    [BindProperty]
    public DateOnly? Place { get; set; }

    [BindProperty]
    public DateOnly? Notice { get; set; }

    [BindProperty]
    public DateOnly? ConfirmUntil { get; set; }

    [BindProperty]
    public int? MostPreferences { get; set; } = 3;

    /// <summary>One in each place of the order; empty places are left out.</summary>
    [BindProperty]
    public List<AdmissionCategory?> Categories { get; set; } = [.. Enum.GetValues<AdmissionCategory>()];

    [BindProperty]
    public List<TieRule?> Ties { get; set; } = [TieRule.PropertyDay, TieRule.HukouDay];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (HasUnreadableDay) return await ShowUnreadableDaysAsync();
        // What is no number is missing; the binder's own sentence would be English.
        ModelState.Remove(nameof(Year));
        ModelState.Remove(nameof(MostPreferences));
        return await SendAsync(
            new PlanRound(
                Stage, Year, Announce, RegisterFrom, RegisterUntil, CheckUntil, Place, Notice, ConfirmUntil, MostPreferences,
                [.. Categories.OfType<AdmissionCategory>()], [.. Ties.OfType<TieRule>()]),
            id => GoTo($"/workbench/schools/rounds/{id}", texts["轮次已建好，公告之前只有教育局看得到"]));
    }

    /// <summary>The rounds' list refuses whoever is not of the bureau.</summary>
    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListManagedRounds(), _ => { });
}
