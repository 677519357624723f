using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>待办: what waits in the queues of the user's posts, what is due first on top.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user, Reports.SavedFilterChips saved, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    private const int MostUnitsNamed = 3;

    [BindProperty(SupportsGet = true)]
    public QueueTab Tab { get; set; }

    /// <summary>Where the page of the list begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Where the page of the list ends, for the way back.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public Reports.SavedFilterChips Saved => saved;
    public Reports.BulkBar Bulk => Reports.BulkBar.For(user, query: null, matchingText: null);

    public Queue Queue { get; private set; } = null!;
    public ReportTable Table { get; private set; } = null!;

    /// <summary>浦楼街道, or the units of several posts.</summary>
    public string Units { get; private set; } = "";

    public bool MayFileForOthers => user.May(Permission.FileForOthers);

    public (QueueTab Tab, string Text, int Count)[] Tabs =>
    [
        (QueueTab.DueFirst, texts["先到期"], Queue.Counts.All),
        (QueueTab.ToAccept, texts["待受理"], Queue.Counts.ToAccept),
        (QueueTab.InHand, texts["处置中"], Queue.Counts.InHand),
        (QueueTab.ToVerify, texts["待核查"], Queue.Counts.ToVerify),
        (QueueTab.Overdue, texts["超期"], Queue.Counts.Overdue),
        (QueueTab.Mine, texts["派给我的"], Queue.Counts.Mine),
    ];

    public int CountHere => Tabs.Single(t => t.Tab == Tab).Count;

    public static string AddressOf(QueueTab tab) => tab == QueueTab.DueFirst ? "/workbench" : $"/workbench?tab={Segment(tab)}";

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (!Enum.IsDefined(Tab)) Tab = QueueTab.DueFirst;
        if (await ReadAsync(new GetQueue(Tab, After, Before), queue => Queue = queue) is { } refused) return refused;
        Table = new ReportTable(Queue.Page.Items.Select(ReportTableRow.Of), await places.CurrentAsync(HttpContext.RequestAborted)) { BulkForm = Reports.BulkBar.Form };
        await saved.LoadAsync(Mediator, user, current: null, HttpContext.RequestAborted);
        return await ReadAsync(new NameUnits([.. user.ScopeFor(Permission.ViewReports).Units]), names => Units = Join([.. names.Values]));
    }

    public string? PreviousHref => Queue.Page.Previous is { } previous ? $"/workbench?tab={Segment(Tab)}&before={previous}" : null;
    public string? NextHref => Queue.Page.Next is { } next ? $"/workbench?tab={Segment(Tab)}&after={next}" : null;

    private static string Segment(QueueTab tab) => tab.ToString().ToLowerInvariant();

    private string Join(List<UnitName> names)
    {
        var shown = string.Join(texts["、"], names.Take(MostUnitsNamed).Select(Words.Of));
        return names.Count > MostUnitsNamed ? texts["{0}等 {1} 个单位", shown, names.Count] : shown;
    }
}
