using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My.Data;

/// <summary>我的信息: what is held, who looked at it, and everything that one may do about it; masked until 显示 is pressed.</summary>
public sealed class IndexModel(IMediator mediator, IStringLocalizer<Texts> texts) : MyDataPage(mediator)
{
    private const int LooksShown = 5;

    public MyData Data { get; private set; } = null!;

    public IReadOnlyList<Look> Looks { get; private set; } = [];

    public bool HasMoreLooks { get; private set; }

    /// <summary>For this answer only: in a phone that is handed around the page is masked again when it is opened again.</summary>
    public bool InClear { get; private set; }

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetMyData(), data => Data = data)
        ?? await ReadAsync(new ListLooks(), page =>
        {
            Looks = [.. page.Items.Take(LooksShown)];
            HasMoreLooks = page.Items.Count > LooksShown;
        });

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostShowAsync()
    {
        InClear = true;
        return ShowAsync();
    }

    public Task<IActionResult> OnPostKeepAsync() =>
        SendAsync(new KeepMyAccount(), _ => GoTo(Home, texts["注销已撤回，您的账号照常使用。"]));

    public Task<IActionResult> OnPostRemoveChildAsync(Guid childId) =>
        SendAsync(new RemoveChild(childId), _ => GoTo(Home + "#children", texts["同意已撤回，孩子的信息已删除。"]));
}
