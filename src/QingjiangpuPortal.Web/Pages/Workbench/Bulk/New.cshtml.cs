using System.Buffers.Text;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Web.Pages.Workbench.Reports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Bulk;

/// <summary>The one form of a bulk act: which reports, with what, and the button that starts it.</summary>
public sealed class NewModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public BulkActKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public List<Guid> Ids { get; set; } = [];

    /// <summary>All that match <see cref="Filter"/>, and not only the ticked.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    /// <summary>Which reports the page showed (<see cref="FrozenIds"/>): the form acts on these, whatever matches by then.</summary>
    [BindProperty]
    public List<string> Frozen { get; set; } = [];

    /// <summary>The list's filter, as <see cref="ReportListAddress"/> writes it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Filter { get; set; }

    [BindProperty]
    public string? SubmissionKey { get; set; }

    [BindProperty]
    public string? Assignee { get; set; }

    [BindProperty]
    public string? Primary { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public Guid? Template { get; set; }

    public BulkPreview Preview { get; private set; } = null!;
    public List<SelectListItem> Assignees { get; private set; } = [];
    public IReadOnlyList<OfferedTemplate> Offered { get; private set; } = [];

    public BulkActKind Chosen => Kind is { } kind && Enum.IsDefined(kind) ? kind : BulkActKind.Accept;
    public string BackHref => Filter is null ? "/workbench" : ReportListAddress.Parse(Filter).ToString();

    private BulkSelection Selection =>
        Frozen.Count > 0 ? new(FrozenIds.Read(Frozen), Matching: null)
        : All && Filter is not null ? new([], ReportListAddress.Parse(Filter).ToFilter(user.PersonId))
        : new(Ids, Matching: null);

    public Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        return ShowAsync();
    }

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new StartBulkAct(SubmissionKey ?? "", Kind, FrozenIds.Read(Frozen), new(Assignee, Primary, Note)), id => GoTo($"/workbench/bulk/{id}"));

    /// <summary>Fills a template in; each report fills its places later.</summary>
    public async Task<IActionResult> OnPostTemplateAsync()
    {
        ModelState.Clear();
        var answer = await ShowAsync();
        if (Offered.FirstOrDefault(t => t.Id == Template) is { } chosen) Note = chosen.Text;
        return answer;
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        if (await ReadAsync(new PrepareBulkAct(Chosen, Selection), preview => Preview = preview) is { } refused) return refused;
        Frozen = FrozenIds.Write(Preview.Ids);
        ModelState.Remove(nameof(Frozen));
        if (Chosen == BulkActKind.Reply
            && await ReadAsync(new ListTemplates(), rows => Offered = [.. rows.Select(row => new OfferedTemplate(row.Id, row.Title, row.Text))]) is { } noTemplates) return noTemplates;
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        var (people, departments) = (new SelectListGroup { Name = texts["网格力量"] }, new SelectListGroup { Name = texts["部门"] });
        Assignees = [.. Preview.Assignees.Select(row => row.Post is { } post
            ? new SelectListItem($"{row.Name} · {Words.Of(post)} · {map.Find(row.UnitCode)?.Name}", row.Value) { Group = people }
            : new SelectListItem(row.Name, row.Value) { Group = departments })];
        return null;
    }
}

/// <summary>Ids as a few fields of a form, each well below what the door takes (<c>RequestSizes</c>).</summary>
public static class FrozenIds
{
    private const int Length = 16;
    private const int InOneField = 1000;

    public static List<string> Write(IEnumerable<Guid> ids) => [.. ids.Chunk(InOneField).Select(some => Base64Url.EncodeToString([.. some.SelectMany(id => id.ToByteArray())]))];

    /// <summary>What is no such field names nothing.</summary>
    public static IReadOnlyList<Guid> Read(IEnumerable<string> fields) =>
        [.. fields.Where(field => Base64Url.IsValid(field, out var length) && length % Length == 0)
            .SelectMany(field => Base64Url.DecodeFromChars(field).Chunk(Length)).Select(bytes => new Guid(bytes))];
}
