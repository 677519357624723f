using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Organization;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>What one member of the staff may do, where, and by which post.</summary>
public sealed class PersonPermissionsModel(IMediator mediator) : UnitNamesPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    public PersonPermissions Person { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetPersonPermissions(PersonId), person => Person = person)
        ?? await ReadNamesAsync(Person.Posts.Select(post => post.UnitCode));
}
