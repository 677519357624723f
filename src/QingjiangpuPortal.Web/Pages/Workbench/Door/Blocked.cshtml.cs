using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Access;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Door;

/// <summary>封禁名单: which networks and accounts are not answered; adds one, ends one.</summary>
public sealed class BlockedModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    private const string Address = "/workbench/system/blocked";

    /// <summary>An address, a network or a mobile number.</summary>
    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public int? Hours { get; set; } = 24;

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<BlockedSourceRow> Blocks { get; private set; } = new([], Next: null);

    public string? NextHref => Blocks.Next is null ? null : $"{Address}?after={Blocks.Next}";

    /// <summary>Why, in the words of whoever blocked, or ours where the portal did it.</summary>
    public string ReasonOf(BlockedSourceRow row) => row.IsAutomatic ? texts["登录或验证失败次数太多"] : row.Reason;

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListBlockedSources(After), blocks => Blocks = blocks);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new BlockSource(Source, Hours, Reason), _ => GoTo(Address, texts["已封禁，几秒钟内生效"]));

    public Task<IActionResult> OnPostEndAsync(Guid blockId) =>
        SendAsync(new EndBlock(blockId), _ => GoTo(Address, texts["已解除封禁，几秒钟内生效"]));
}
