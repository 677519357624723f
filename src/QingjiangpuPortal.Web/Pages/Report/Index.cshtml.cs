using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Security.Door;

namespace QingjiangpuPortal.Web.Pages.Report;

/// <summary>
/// 上报问题: place, category, one sentence, photos, contact; then a preview of what becomes public; then it is sent. Also
/// <c>/r/{code}</c>, with the place of a door plate filled in. Every step is a plain form.
/// </summary>
[ChallengesSuspects("Send")]
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads)
    : ReportFormPage(mediator, places, uploads)
{
    /// <summary>The door plate filled the place in.</summary>
    [BindProperty]
    public bool ByCode { get; set; }

    /// <summary>Set while the page shows the preview instead of the form.</summary>
    public ReportPreview? Preview { get; private set; }

    /// <summary>Public reports that may be about the same thing: the preview asks.</summary>
    public IReadOnlyList<SimilarReport> Similar { get; private set; } = [];

    /// <summary>The number of one of them, to be followed instead of filing.</summary>
    [BindProperty]
    public string? FollowNumber { get; set; }

    /// <summary>The code of the door plate was not ours.</summary>
    public bool CodeUnknown { get; private set; }

    private ReportSource Source => ByCode ? ReportSource.QrCode : ReportSource.Web;

    public async Task<IActionResult> OnGetAsync(string? code)
    {
        SubmissionKey = Application.Common.SubmissionKey.New();
        if (code is not null)
        {
            var plate = (await Places.CurrentAsync(HttpContext.RequestAborted)).AtShortCode(code);
            CodeUnknown = plate is null;
            if (plate is not null) (Latitude, Longitude, Address, ByCode) = (plate.Latitude, plate.Longitude, plate.Name, true);
        }
        return await ShowAsync();
    }

    /// <summary>From the form to the preview; whatever is wrong comes back with the form.</summary>
    public Task<IActionResult> OnPostAsync() => PreviewAsync(problem: null);

    /// <summary>From the preview back to the form.</summary>
    public Task<IActionResult> OnPostEditAsync() => ShowAsync();

    public Task<IActionResult> OnPostSendAsync() => SendAsync(Command(Source), receipt =>
    {
        TempData[ReceiptModel.Number] = receipt.Number;
        TempData[ReceiptModel.LinkToken] = receipt.LinkToken;
        return LocalRedirect("/report/receipt");
    });

    /// <summary>是同一件，我要关注: what was written goes along, nothing is filed.</summary>
    public Task<IActionResult> OnPostFollowAsync() => SendAsync(new FollowReport(SubmissionKey, FollowNumber, Description, ContactPhone), followed =>
    {
        TempData[FollowedModel.Number] = followed.Number;
        TempData[FollowedModel.LinkToken] = followed.LinkToken;
        return LocalRedirect("/report/followed");
    });

    /// <summary>The challenge stands in the preview, whose button sends.</summary>
    internal override Task<IActionResult> ShowChallengeAsync(Error problem) => PreviewAsync(problem);

    private async Task<IActionResult> PreviewAsync(Error? problem)
    {
        var errors = await TakeAsync();
        var preview = await Mediator.Send(new PreviewGridReport(Command(Source)), HttpContext.RequestAborted);
        if (preview.IsError) errors.AddRange(preview.Errors.Where(e => errors.TrueForAll(known => FieldName(known.Field()!) != FieldName(e.Field() ?? ""))));
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        Preview = preview.Value;
        if (await ReadAsync(new FindSimilarReports(Latitude, Longitude, CategoryCode, Description), similar => Similar = similar) is { } refused) return refused;
        return problem is { } error ? await ShowErrorsAsync([error]) : await ShowAsync();
    }
}
