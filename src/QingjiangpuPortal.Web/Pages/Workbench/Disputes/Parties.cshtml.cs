using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Disputes;

/// <summary>登记当事人</summary>
public sealed class PartiesModel(IMediator mediator, IStringLocalizer<Texts> texts) : DisputeAddingPage(mediator)
{
    [BindProperty]
    public PartySide? Side { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? IdNumber { get; set; }

    public Task<IActionResult> OnPostAsync() => DoAsync(new AddDisputeParty(SubmissionKey, Id, Side, Name, Phone, IdNumber), texts["当事人已登记"]);
}
