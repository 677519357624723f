using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.CallBacks;

/// <summary>
/// One call: what it is about, the number for as long as the leave to see it lasts, and what the reporter answered. No cache keeps
/// the page, as it may hold a number in clear.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CallModel(IMediator mediator, TimeProvider clock, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    private const string Queue = "/workbench/call-backs";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint? Version { get; set; }

    [BindProperty]
    public bool? Reached { get; set; }

    [BindProperty]
    public Solution? Solution { get; set; }

    [BindProperty]
    public Satisfaction? Satisfaction { get; set; }

    [BindProperty]
    public string? Said { get; set; }

    public CallBackView CallBack { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>The number itself says that it worked.</summary>
    public Task<IActionResult> OnPostNumberAsync() => SendAsync(new ShowNumberForCallBack(Id), _ => GoTo($"{Queue}/call?id={Id}"));

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new RecordCallBack(Id, Version ?? 0, Reached, Solution, Satisfaction, Said),
            _ => GoTo(Queue, Reached == true ? texts["已记录，谢谢。"] : texts["已记录：没有联系上。"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetCallBack(Id), callBack => CallBack = callBack) is { } refused) return refused;
        Version ??= CallBack.Version;
        if (CallBack.Report.Contact is { } contact && HttpMethods.IsGet(Request.Method))
            Response.Headers["Refresh"] = Math.Ceiling((contact.Until - clock.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return null;
    }

    protected override string FieldName(string property) => property == "Words" ? nameof(Said) : property;

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }
}
