using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Web.Documents;
using QingjiangpuPortal.Web.Security.Door;

namespace QingjiangpuPortal.Web.Pages.Ledgers;

/// <summary>导入台账: sends a file, and lists the user's own imports. The file stays in memory: a form's own buffer would lie on the disk in clear.</summary>
[RequestFormLimits(
    MemoryBufferThreshold = RequestSizes.BytesOfUpload, BufferBodyLengthLimit = RequestSizes.BytesOfUpload, MultipartBodyLengthLimit = RequestSizes.BytesOfUpload, ValueCountLimit = 200)]
public sealed class ImportModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty]
    public string? SubmissionKey { get; set; }

    [BindProperty]
    public LedgerSource? Source { get; set; }

    [BindProperty]
    public DateOnly? AsOfDay { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<LedgerImportSummary> Imports { get; private set; } = new([], Next: null);

    public IEnumerable<SelectListItem> Sources => LedgerSources.OfFiles.Select(s => new SelectListItem(Words.Of(s), s.ToString()));

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>An empty file with the columns' headings.</summary>
    public async Task<IActionResult> OnGetTemplateAsync() =>
        await ReadAsync(new ListLedgerImports(), _ => { }) ?? File(LedgerWorkbook.Template(), LedgerWorkbook.MediaType, "人口台账.xlsx");

    public async Task<IActionResult> OnPostAsync()
    {
        if (HasUnreadableDay) return await ShowUnreadableDaysAsync();
        await using var file = Upload?.OpenReadStream();
        return await SendAsync(new StartLedgerImport(SubmissionKey, Source, AsOfDay, file), id => GoTo($"/ledgers/import/{id}"));
    }

    protected override Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        return ReadAsync(new ListLedgerImports(After), page => Imports = page);
    }
}
