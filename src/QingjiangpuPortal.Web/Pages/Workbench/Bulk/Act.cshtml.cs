using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Web.Resources;
using QingjiangpuPortal.Web.TagHelpers;

namespace QingjiangpuPortal.Web.Pages.Workbench.Bulk;

/// <summary>A bulk act on its way: how far it is, and what became of each report.</summary>
public sealed class ActModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public BulkRowState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? After { get; set; }

    /// <summary>So that the button to try again is one act however often it is sent.</summary>
    [BindProperty]
    public string? SubmissionKey { get; set; }

    public BulkActView Act { get; private set; } = null!;

    public bool IsRunning => Act.FinishedAt is null && Act.CancelledAt is null;

    public string? NextHref => Act.Next is { } next ? $"/workbench/bulk/{Id}?{(State is { } state ? $"state={state.ToString().ToLowerInvariant()}&" : "")}after={next}" : null;

    public Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        if (State is { } state && !Enum.IsDefined(state)) State = null;
        SubmissionKey = Application.Common.SubmissionKey.New();
        return ShowAsync();
    }

    public Task<IActionResult> OnPostCancelAsync() => SendAsync(new CancelBulkAct(Id), _ => GoTo($"/workbench/bulk/{Id}", texts["还没办的已取消"]));

    public Task<IActionResult> OnPostRetryAsync() => SendAsync(new RetryRefused(SubmissionKey ?? "", Id), id => GoTo($"/workbench/bulk/{id}"));

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetBulkAct(Id, State, After), act => Act = act);

    public static StatusKind KindOf(BulkRowState state) => state switch
    {
        BulkRowState.Done => StatusKind.Done,
        BulkRowState.Refused => StatusKind.Late,
        BulkRowState.Pending => StatusKind.Wait,
        _ => StatusKind.Off,
    };
}
