using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.People;

/// <summary>增加人员: a member of the staff with a first post.</summary>
public sealed class AddModel(IMediator mediator, IStringLocalizer<Texts> texts) : NewPostPage(mediator)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public Task<IActionResult> OnPostAsync() =>
        HasUnreadableDay ? ShowUnreadableDaysAsync() :
        SendAsync(new AddStaff(Name, Phone, Password, Kind, UnitCode, FirstDay, LastDay), _ => GoTo($"/workbench/people?unit={Uri.EscapeDataString(UnitCode!)}", texts["已增加 {0}", Name!]));
}
