using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>请假代班: first the colleague, by number, so that one sees whom one names; then the days. The number is sent in forms only, it stands in no address.</summary>
public sealed class NameDeputyModel(IMediator mediator, ICurrentUser user, IStringLocalizer<Texts> texts) : UnitNamesPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid PostId { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public DateOnly? FirstDay { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    public OwnPost Post { get; private set; } = null!;

    public bool IsOwn => Post.PersonId == user.PersonId;

    /// <summary>Who gives posts came from the holder's page.</summary>
    public string Back => IsOwn ? "/workbench/deputies" : $"/workbench/people/{Post.PersonId}";

    /// <summary><c>null</c> until one was found.</summary>
    public Colleague? Colleague { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostFindAsync()
    {
        var found = await FindAsync();
        return found.IsError ? await ShowErrorsAsync(found.Errors) : await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        if (await FindAsync() is { IsError: true } lost) return await ShowErrorsAsync(lost.Errors);
        if (HasUnreadableDay) return await ShowUnreadableDaysAsync();
        return await SendAsync(new NameDeputy(PostId, Phone, FirstDay, LastDay), _ => GoTo(Back, texts["代班已安排"]));
    }

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetOwnPost(PostId), post => Post = post)
        ?? await ReadNamesAsync([Post.UnitCode, Colleague?.UnitCode ?? Post.UnitCode]);

    private async Task<ErrorOr.ErrorOr<Colleague>> FindAsync()
    {
        var found = await Mediator.Send(new FindColleague(PostId, Phone), HttpContext.RequestAborted);
        Colleague = found.IsError ? null : found.Value;
        return found;
    }
}
