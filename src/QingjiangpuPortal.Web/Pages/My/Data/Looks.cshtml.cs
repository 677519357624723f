using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.PersonalData;

namespace QingjiangpuPortal.Web.Pages.My.Data;

/// <summary>谁看过我的信息: the whole list.</summary>
public sealed class LooksModel(IMediator mediator) : MyDataPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<Look> Looks { get; private set; } = [];

    public string? NextHref { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await ReadAsync(new ListLooks(After), page =>
    {
        Looks = page.Items;
        NextHref = page.Next is { } next ? $"{Home}/looks?after={next}" : null;
    }) ?? Page();
}
