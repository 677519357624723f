using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;

namespace QingjiangpuPortal.Web.Pages.Workbench.Accounts;

/// <summary>账号求助: the way out for whoever cannot sign in and stands at the counter. The number is sent as a form, so that it stands in no address.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(IMediator mediator, ICurrentUser user) : PortalPage(mediator)
{
    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public IdentityDocument? Document { get; set; }

    [BindProperty]
    public bool RemoveFactors { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Found; now the papers are looked at.</summary>
    public AccountAtCounter? Account { get; private set; }

    public CounterCode? Given { get; private set; }

    public IEnumerable<SelectListItem> Documents => Enum.GetValues<IdentityDocument>().Select(d => new SelectListItem(Words.Of(d), d.ToString()));

    public IActionResult OnGet() => user.May(Permission.ResetSignIn) ? Page() : Forbid();

    public async Task<IActionResult> OnPostFindAsync()
    {
        var found = await Mediator.Send(new FindAccountAtCounter(Phone), HttpContext.RequestAborted);
        if (found.IsError) return await ShowErrorsAsync(found.Errors);
        Account = found.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostHelpAsync()
    {
        var result = await Mediator.Send(new HelpAtCounter(Phone, Document, RemoveFactors, Reason), HttpContext.RequestAborted);
        if (!result.IsError)
        {
            Given = result.Value;
            return Page();
        }
        var found = await Mediator.Send(new FindAccountAtCounter(Phone), HttpContext.RequestAborted);
        if (!found.IsError) Account = found.Value;
        return await ShowErrorsAsync(result.Errors);
    }
}
