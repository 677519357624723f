using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Security;

namespace QingjiangpuPortal.Web.Pages.Report;

/// <summary>
/// 上报问题: place, category, one sentence, photos, contact; then a preview of what becomes public; then it is sent. Also
/// <c>/r/{code}</c>, with the place of a door plate filled in. Every step is a plain form.
/// </summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads, FilingThrottle throttle)
    : ReportFormPage(mediator, places, uploads)
{
    /// <summary>The door plate filled the place in.</summary>
    [BindProperty]
    public bool ByCode { get; set; }

    /// <summary>Set while the page shows the preview instead of the form.</summary>
    public ReportPreview? Preview { get; private set; }

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
    public async Task<IActionResult> OnPostAsync()
    {
        if (throttle.Refuses(HttpContext) is { } minutes) return await RefuseAsync(minutes);
        var errors = await TakeAsync();
        var preview = await Mediator.Send(new PreviewGridReport(Command(Source)), HttpContext.RequestAborted);
        if (preview.IsError) errors.AddRange(preview.Errors.Where(e => errors.TrueForAll(known => FieldName(known.Field()!) != FieldName(e.Field() ?? ""))));
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        Preview = preview.Value;
        return await ShowAsync();
    }

    /// <summary>From the preview back to the form.</summary>
    public Task<IActionResult> OnPostEditAsync() => ShowAsync();

    public async Task<IActionResult> OnPostSendAsync()
    {
        if (throttle.Refuses(HttpContext) is { } minutes) return await RefuseAsync(minutes);
        return await SendAsync(Command(Source), receipt =>
        {
            TempData[ReceiptModel.Number] = receipt.Number;
            TempData[ReceiptModel.LinkToken] = receipt.LinkToken;
            return LocalRedirect("/report/receipt");
        });
    }

    private async Task<IActionResult> RefuseAsync(int minutes)
    {
        var refused = await ShowErrorsAsync([Failure.Invalid("Filing.TooFast", field: null, minutes)]);
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = TimeSpan.FromMinutes(minutes).TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return refused;
    }
}
