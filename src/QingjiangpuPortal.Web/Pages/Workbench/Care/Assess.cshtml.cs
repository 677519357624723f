using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Care;

/// <summary>能力评估 at the elder's home, on a phone: 26 items of four groups; the second assessor agrees with what the first wrote, or changes it.</summary>
public sealed class AssessModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Of the assessment, 0 before the first.</summary>
    [BindProperty]
    public uint? Version { get; set; }

    /// <summary>By the number of the item, from 0.</summary>
    [BindProperty]
    public List<int?> Scores { get; set; } = [];

    [BindProperty]
    public bool InComa { get; set; }

    [BindProperty]
    public MentalDiagnosis? Diagnosis { get; set; }

    [BindProperty]
    public int? CareRiskEvents { get; set; }

    public CareRequestView Care { get; private set; } = null!;

    /// <summary>Somebody else wrote it: it can be agreed with.</summary>
    public bool MayAgree => Care is { Status: CareRequestStatus.Reviewed, Assessment: { IsMine: false, SecondSignedAt: null } };

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        if (Care.Assessment is { } written)
            (Scores, InComa, Diagnosis, CareRiskEvents) = ([.. written.Scores.Select(s => (int?)s)], written.Findings.InComa, written.Findings.Diagnosis, written.Findings.CareRiskEvents);
        else CareRiskEvents = 0;
        return Page();
    }

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new WriteAssessment(Id, Version ?? 0, Scores, InComa, Diagnosis, CareRiskEvents),
            rating => GoTo($"/workbench/care/{Id}", texts["评估已保存：{0} 分，{1}。请另一位评估员登录后确认。", rating.Total, Words.Of(rating.Level)]));

    public Task<IActionResult> OnPostAgreeAsync() => SendAsync(new AgreeWithAssessment(Id, Version ?? 0), _ => GoTo($"/workbench/care/{Id}", texts["评估完成，交区里审批"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetCareRequest(Id), care => Care = care) is { } refused) return refused;
        Version ??= Care.Assessment?.Version ?? 0;
        while (Scores.Count < AbilityItems.All.Count) Scores.Add(item: null);
        return null;
    }

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }
}
