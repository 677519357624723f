using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My.Data;

/// <summary>One purpose: what is agreed to, what follows from a withdrawal, and the decision.</summary>
public sealed class ConsentModel(IMediator mediator, IStringLocalizer<Texts> texts) : MyDataPage(mediator)
{
    [FromRoute]
    public string Purpose { get; set; } = "";

    [BindProperty]
    public bool IsFourteen { get; set; }

    public ConsentState State { get; private set; } = null!;

    protected override async Task<IActionResult?> LoadAsync()
    {
        ConsentState? found = null;
        if (await ReadAsync(new GetMyData(), data => found = data.Consents.FirstOrDefault(c => c.Purpose.Code == Purpose)) is { } refused) return refused;
        if (found is null) return NotFound();
        State = found;
        return null;
    }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostGiveAsync() =>
        SendAsync(new DecideConsent(Purpose, IsGiven: true, IsFourteen), _ => GoTo(Home + "#consents", texts["已记下您的同意。"]));

    public Task<IActionResult> OnPostWithdrawAsync() =>
        SendAsync(new DecideConsent(Purpose, IsGiven: false, IsFourteen), _ => GoTo(Home + "#consents", texts["同意已撤回。"]));
}
