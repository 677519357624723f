using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Web.Pages.Insurance;

/// <summary>社会保险: what there is and for whom, what can be reckoned, how it goes, and the way in.</summary>
public sealed class IndexModel(IMediator mediator, ICurrentUser user) : PortalPage(mediator)
{
    public InsuranceRules Rules { get; private set; } = null!;

    /// <summary>Of an enrolment that was begun.</summary>
    public DateTimeOffset? DraftSavedAt { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetInsuranceRules(), rules => Rules = rules)
        ?? (user.PersonId is null ? null : await ReadAsync(new GetInsuranceDraft(), draft => DraftSavedAt = draft.SavedAt));
}
