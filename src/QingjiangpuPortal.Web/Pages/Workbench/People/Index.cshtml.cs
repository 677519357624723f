using MediatR;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.People;

/// <summary>人员岗位: who holds which post, will hold or held it. A number or name to look somebody up is sent as a form, so that it stands in no address.</summary>
public sealed class IndexModel(IMediator mediator, IStringLocalizer<Texts> texts) : UnitNamesPage(mediator)
{
    /// <summary>The code of a unit: its posts and those below it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Unit { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>Characters of a name, in any order.</summary>
    [BindProperty]
    public string? Named { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public PostTime Time { get; set; }

    public StaffPage Staff { get; private set; } = new([], Next: null);

    public bool IsNarrowed => Unit is not null || Phone is not null || Named is not null;

    public string? NextHref => Staff.Next is null ? null : "/workbench/people" + new QueryBuilder(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["unit"] = Unit ?? "", ["time"] = Time.ToString(), ["after"] = Staff.Next });

    public (PostTime Time, string Text)[] Tabs => [(PostTime.Current, texts["在岗"]), (PostTime.Coming, texts["将到岗"]), (PostTime.Ended, texts["已离岗"])];

    public string AddressOf(PostTime time) => "/workbench/people" + new QueryBuilder(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["unit"] = Unit ?? "", ["time"] = time.ToString() });

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>Looks up by number or name.</summary>
    public Task<IActionResult> OnPostFindAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new ListStaff(Unit, Phone, After, Named, Time), staff => Staff = staff)
        ?? await ReadNamesAsync(Staff.Items.Select(row => row.UnitCode));
}
