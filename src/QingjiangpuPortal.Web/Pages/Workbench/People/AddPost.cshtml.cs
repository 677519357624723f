using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.People;

/// <summary>加岗位: a further post for somebody.</summary>
public sealed class AddPostModel(IMediator mediator, IStringLocalizer<Texts> texts) : NewPostPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    public StaffMember Person { get; private set; } = null!;

    public Task<IActionResult> OnPostAsync() =>
        HasUnreadableDay ? ShowUnreadableDaysAsync() :
        SendAsync(new AddPost(PersonId, Kind, UnitCode, FirstDay, LastDay), _ => GoTo($"/workbench/people/{PersonId}", texts["岗位已增加"]));

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetStaffMember(PersonId), person => Person = person) ?? await base.LoadAsync();
}
