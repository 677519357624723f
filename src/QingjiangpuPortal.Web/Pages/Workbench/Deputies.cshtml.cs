using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>我的岗位: the user's own posts, who stands in for them, and for whom the user stands in.</summary>
public sealed class DeputiesModel(IMediator mediator, IStringLocalizer<Texts> texts) : UnitNamesPage(mediator)
{
    public IReadOnlyList<OwnPost> Posts { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostEndAsync(Guid postId) =>
        SendAsync(new EndDeputy(postId), _ => GoTo("/workbench/deputies", texts["代班已结束"]));

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new ListOwnPosts(), posts => Posts = posts)
        ?? await ReadNamesAsync(Posts.Select(post => post.UnitCode));
}
