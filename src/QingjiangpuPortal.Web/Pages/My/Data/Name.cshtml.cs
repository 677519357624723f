using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My.Data;

/// <summary>更正姓名.</summary>
public sealed class NameModel(IMediator mediator, IStringLocalizer<Texts> texts) : MyDataPage(mediator)
{
    [BindProperty]
    public string? Name { get; set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => SendAsync(new ChangeMyName(Name), _ => GoTo(Home, texts["姓名已更正。"]));
}
