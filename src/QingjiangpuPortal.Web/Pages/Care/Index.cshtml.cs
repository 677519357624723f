using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Web.Pages.Care;

/// <summary>养老服务: what there is, who gets how much, how it goes, and the way in.</summary>
public sealed class IndexModel(IMediator mediator, ICurrentUser user) : PortalPage(mediator)
{
    public CareRules Rules { get; private set; } = null!;

    /// <summary>Of a request that was begun.</summary>
    public DateTimeOffset? DraftSavedAt { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetCareRules(), rules => Rules = rules)
        ?? (user.PersonId is null ? null : await ReadAsync(new GetCareDraft(), draft => DraftSavedAt = draft.SavedAt));
}
