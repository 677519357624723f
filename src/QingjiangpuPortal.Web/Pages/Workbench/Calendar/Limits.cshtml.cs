using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Calendar;

/// <summary>办理时限: the three limits of each category, and one of them to change.</summary>
public sealed class LimitsModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    /// <summary>The category that is being changed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public string? Accept { get; set; }

    [BindProperty]
    public string? Resolve { get; set; }

    [BindProperty]
    public string? Verify { get; set; }

    public LimitTable Table { get; private set; } = null!;

    public LimitRow? Edited => Table.Rows.FirstOrDefault(row => row.Code == Code && !row.IsMajor);

    public async Task<IActionResult> OnGetAsync()
    {
        var shown = await ShowAsync();
        if (Table is not null && Edited is { } row) (Version, Accept, Resolve, Verify) = (row.Version, row.Accept.ToString(), row.Resolve.ToString(), row.Verify.ToString());
        return shown;
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(
        new ChangeLimits(Code, Version, Accept?.Trim(), Resolve?.Trim(), Verify?.Trim()), _ => GoTo("/workbench/limits", texts["已保存，在办事件的时限一两分钟后重算"]));

    /// <summary>What was typed is kept; what the limits are by now stands in the table.</summary>
    protected override async Task OnConflictAsync()
    {
        if (await LoadAsync() is not null || Edited is not { } row) return;
        Version = row.Version;
        ModelState.Remove(nameof(Version));
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListLimits(), table => Table = table);
}
