using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Web.Documents;

namespace QingjiangpuPortal.Web.Pages.Ledgers;

/// <summary>An import on its way: how far it is, and each row that was not taken with its reasons.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ImportDetailsModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? After { get; set; }

    public LedgerImportView View { get; private set; } = null!;

    public LedgerImportSummary Import => View.Import;

    public bool IsRunning => Import.FinishedAt is null;

    public string? NextHref => View.Next is { } next ? $"/ledgers/import/{Id}?after={next}" : null;

    /// <summary>The sentence of a problem.</summary>
    public string Of(LedgerRowProblem problem) => Words.Of(Failure.Invalid(problem.Code));

    public Task<IActionResult> OnGetAsync()
    {
        ModelState.Clear();
        return ShowAsync();
    }

    /// <summary>取回: the rows that were not taken, with their reasons, to be put right and sent again.</summary>
    public Task<IActionResult> OnPostRefusedAsync() =>
        SendAsync(new TakeRefusedRows(Id), rows => File(LedgerWorkbook.Refused(rows, Of), LedgerWorkbook.MediaType, "没有导入的行.xlsx"));

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetLedgerImport(Id, After), view => View = view);
}
