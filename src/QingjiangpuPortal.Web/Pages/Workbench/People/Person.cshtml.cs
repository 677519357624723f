using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Web.Resources;
using QingjiangpuPortal.Web.TagHelpers;

namespace QingjiangpuPortal.Web.Pages.Workbench.People;

/// <summary>One member of the staff: the posts held, coming and ended.</summary>
public sealed class PersonModel(IMediator mediator, IStringLocalizer<Texts> texts) : UnitNamesPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    public StaffMember Person { get; private set; } = null!;

    public string WordOf(PostTime time) => texts[time switch
    {
        PostTime.Current => "在岗",
        PostTime.Coming => "将到岗",
        _ => "已离岗",
    }];

    public StatusKind KindOf(PostTime time) => time switch
    {
        PostTime.Current => StatusKind.Done,
        PostTime.Coming => StatusKind.Wait,
        _ => StatusKind.Off,
    };

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetStaffMember(PersonId), person => Person = person)
        ?? await ReadNamesAsync(Person.Posts.Select(post => post.UnitCode));
}
