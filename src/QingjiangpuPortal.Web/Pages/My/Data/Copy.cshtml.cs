using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Web.Documents;

namespace QingjiangpuPortal.Web.Pages.My.Data;

/// <summary>带走一份: made when it is asked for and kept nowhere.</summary>
public sealed class CopyModel(IMediator mediator, MyDataPdf pdf) : ConfirmedPage(mediator)
{
    public Task<IActionResult> OnPostPdfAsync() => TakeAsync(copy => FileOf(copy, "application/pdf", "pdf", pdf.Write(copy)));

    public Task<IActionResult> OnPostJsonAsync() => TakeAsync(copy => FileOf(copy, "application/json", "json", MyDataJson.Write(copy)));

    private Task<IActionResult> TakeAsync(Func<MyDataCopy, IActionResult> fileOf) =>
        SendConfirmedAsync(new TakeMyCopy(Confirmation), taken => taken.Refused, taken => fileOf(taken.Copy!));

    private FileStreamResult FileOf(MyDataCopy copy, string mediaType, string extension, Stream content) =>
        File(content, mediaType, $"my-data-{ChinaTime.DayOf(copy.TakenAt):yyyy-MM-dd}.{extension}");
}
