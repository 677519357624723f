using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Disputes;

namespace QingjiangpuPortal.Web.Pages.Workbench.Disputes;

/// <summary>A page of a dispute's record: the record itself or one small form about it. No cache keeps any of them.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class DisputePage(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public DisputeView Dispute { get; private set; } = null!;

    public string Address => $"/workbench/reports/{Id}/dispute";

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await ShowAsync();
        if (Dispute is not null) Fill();
        return answer;
    }

    /// <summary>Fills the form of a first visit in from <see cref="Dispute"/>.</summary>
    protected virtual void Fill()
    {
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetDispute(Id), dispute => Dispute = dispute);

    protected Task<IActionResult> DoAsync(ICommand<Success> command, string notice) => SendAsync(command, _ => GoTo(Address, notice));
}

/// <summary>A form that adds something to the record: sent twice, it adds one.</summary>
public abstract class DisputeAddingPage(IMediator mediator) : DisputePage(mediator)
{
    [BindProperty]
    public string? SubmissionKey { get; set; }

    protected override Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        return base.LoadAsync();
    }
}
