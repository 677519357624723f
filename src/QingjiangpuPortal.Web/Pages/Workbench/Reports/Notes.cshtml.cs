using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>内部备注 on a report: what was written, and a new one that can call colleagues.</summary>
public sealed class NotesModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? SubmissionKey { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public List<Guid> Mentioned { get; set; } = [];

    [BindProperty]
    public bool NumberIsNobodys { get; set; }

    public ReportView Report { get; private set; } = null!;
    public IReadOnlyList<NoteRow> Notes { get; private set; } = [];
    public List<SelectListItem> Colleagues { get; private set; } = [];

    /// <summary>There is a number in the text: it may be an office's.</summary>
    public bool AsksAboutNumber => Text is not null && PublicText.Of(Text) != Text;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new WriteNote(SubmissionKey, Id, Text, Mentioned, NumberIsNobodys), _ => GoTo($"/workbench/reports/{Id}/notes", texts["备注已写下"]));

    public Task<IActionResult> OnPostRemoveAsync(Guid noteId) =>
        SendAsync(new RemoveNote(noteId), report => GoTo($"/workbench/reports/{report}/notes", texts["备注已撤回"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        if (await ReadAsync(new GetReport(Id), report => Report = report) is { } refused) return refused;
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        return await ReadAsync(new ListNotes(Id, WithColleagues: true), notes =>
        {
            Notes = notes.Notes;
            Colleagues = [.. notes.Colleagues.Select(c => new SelectListItem(
                string.Join(" · ", new[] { c.Name, Words.Of(c.Post), map.Find(c.UnitCode)?.Name }.OfType<string>()), c.Id.ToString(), Mentioned.Contains(c.Id)))];
        });
    }
}
