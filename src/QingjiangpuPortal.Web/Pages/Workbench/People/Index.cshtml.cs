using MediatR;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.People;

/// <summary>人员岗位: who holds which post today; ends posts. A number or name to look somebody up is sent as a form, so that it stands in no address.</summary>
public sealed class IndexModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
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

    public StaffPage Staff { get; private set; } = new([], Next: null);

    private IReadOnlyDictionary<string, UnitName> _names = new Dictionary<string, UnitName>(StringComparer.Ordinal);

    public string NameOf(string unitCode) => _names.TryGetValue(unitCode, out var name) ? Words.Of(name) : unitCode;

    public bool IsNarrowed => Unit is not null || Phone is not null || Named is not null;

    public string? NextHref => Staff.Next is null ? null : "/workbench/people" + new QueryBuilder(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["unit"] = Unit ?? "", ["after"] = Staff.Next });

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>Looks up by number or name.</summary>
    public Task<IActionResult> OnPostFindAsync() => ShowAsync();

    public Task<IActionResult> OnPostEndAsync(Guid postId) =>
        SendAsync(new EndPost(postId), _ => GoTo(Unit is null ? "/workbench/people" : $"/workbench/people?unit={Uri.EscapeDataString(Unit)}", texts["岗位已结束，今天起生效"]));

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new ListStaff(Unit, Phone, After, Named), staff => Staff = staff)
        ?? await ReadAsync(new NameUnits([.. Staff.Items.Select(row => row.UnitCode)]), names => _names = names);
}
