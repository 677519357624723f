using System.Text;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using QingjiangpuPortal.Application.SchoolEnrollment;

namespace QingjiangpuPortal.Web.Pages.Schools;

/// <summary>摇号公示: what was published when, and a check that the visitor's browser makes.</summary>
public sealed class LotteryModel(IMediator mediator, IWebHostEnvironment environment) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public LotteryView Lottery { get; private set; } = null!;

    /// <summary>The script of the file.</summary>
    public string Script { get; private set; } = "";

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>The frozen list, to the byte.</summary>
    public async Task<IActionResult> OnGetListAsync() =>
        await LoadAsync() ?? (Lottery.FrozenList is { } list ? File(Encoding.UTF8.GetBytes(list), "text/plain; charset=utf-8", $"receipts-{Lottery.Year}-{Lottery.Stage}.txt".ToLowerInvariant()) : NotFound());

    /// <summary>A file with everything in it, to be saved and opened anywhere.</summary>
    public async Task<IActionResult> OnGetFileAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        if (Lottery.DrawnAt is null) return NotFound();
        await using var script = environment.WebRootFileProvider.GetFileInfo("dist/lottery-file.js").CreateReadStream();
        using var reader = new StreamReader(script);
        Script = await reader.ReadToEndAsync(HttpContext.RequestAborted);
        Response.Headers[HeaderNames.ContentDisposition] = $"attachment; filename=lottery-{Lottery.Year}-{Lottery.Stage}.html".ToLowerInvariant();
        return Partial("_LotteryFile", this);
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetLottery(Id), lottery => Lottery = lottery);
}
