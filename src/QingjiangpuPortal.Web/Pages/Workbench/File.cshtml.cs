using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>代群众上报: for somebody who came or called out, or what was seen on patrol; with 当场办结 for those who may.</summary>
public sealed class FileModel(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads, ICurrentUser user)
    : ReportFormPage(mediator, places, uploads)
{
    public static readonly ReportSource[] Sources = [ReportSource.WalkIn, ReportSource.Patrol];

    [BindProperty]
    public ReportSource Source { get; set; } = ReportSource.WalkIn;

    [BindProperty]
    public bool Solved { get; set; }

    [BindProperty]
    public string? SolvedNote { get; set; }

    public bool MayFileSolved => user.May(Permission.FileSolved);

    public Task<IActionResult> OnGetAsync()
    {
        SubmissionKey = Application.Common.SubmissionKey.New();
        return ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // This form is the staff's: it never files as a resident, whatever is sent.
        if (!Sources.Contains(Source)) Source = ReportSource.WalkIn;
        var errors = await TakeAsync();
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        return await SendAsync(Command(Source, Solved ? SolvedNote ?? "" : null), receipt =>
        {
            TempData[Report.ReceiptModel.Number] = receipt.Number;
            TempData[Report.ReceiptModel.LinkToken] = receipt.LinkToken;
            return LocalRedirect("/workbench/file/receipt");
        });
    }

    protected override async Task<IActionResult?> LoadAsync() =>
        user.May(Permission.FileForOthers) ? await base.LoadAsync() : StatusCode(StatusCodes.Status403Forbidden);
}
