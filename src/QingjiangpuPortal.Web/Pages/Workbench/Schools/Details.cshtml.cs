using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>One registration on the desk of its school: check it, ask, refuse; for the bureau also the appeal. No cache keeps it.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DetailsModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint? Version { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Missing { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public bool? Granted { get; set; }

    /// <summary>Whose seat is given when an appeal is right after the results.</summary>
    [BindProperty]
    public string? SchoolCode { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public CheckView View { get; private set; } = null!;
    public string PlacePath { get; private set; } = "";

    /// <summary>The form that was sent and came back: it stays open.</summary>
    public string? Act { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostRevealAsync() => SendAsync(new RevealEnrollment(Id), _ => GoTo($"/workbench/schools/{Id}"));

    public Task<IActionResult> OnPostVerifyAsync() => DoAsync("verify", new VerifyEnrollment(Id, Version ?? 0, Note), texts["审核已通过"]);

    public Task<IActionResult> OnPostAskAsync() => DoAsync("ask", new AskForEnrollmentPapers(Id, Version ?? 0, Missing), texts["已通知家长补材料"]);

    public Task<IActionResult> OnPostRefuseAsync() => DoAsync("refuse", new RefuseEnrollment(Id, Version ?? 0, Why), texts["已告诉家长审核不通过"]);

    public Task<IActionResult> OnPostAnswerAsync() => DoAsync("answer", new AnswerEnrollmentAppeal(Id, Version ?? 0, Granted, Answer, SchoolCode), texts["已答复家长"]);

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetApplication(Id), view => View = view) is { } refused) return refused;
        Version ??= View.Application.Version;
        PlacePath = (await places.CurrentAsync(HttpContext.RequestAborted)).PathOf(View.Application.PlaceCode);
        return null;
    }

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }

    private Task<IActionResult> DoAsync(string act, CheckCommand command, string notice)
    {
        Act = act;
        return SendAsync(command, _ => GoTo($"/workbench/schools/{Id}", notice));
    }
}
