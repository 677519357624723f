using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.LegalAid;

/// <summary>One of a community's four.</summary>
public sealed class EditModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Community { get; set; }

    [BindProperty(SupportsGet = true)]
    public LegalAidKind Kind { get; set; } = LegalAidKind.Judge;

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Office { get; set; }

    [BindProperty]
    public string? OfficePhone { get; set; }

    [BindProperty]
    public string? Days { get; set; }

    public string CommunityName { get; private set; } = "";
    private LegalAidRow? Member { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await ShowAsync();
        if (Member is { } member) (Version, Name, Office, OfficePhone, Days) = (member.Version, member.Name, member.Office, member.OfficePhone, member.Days);
        return answer;
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(
        new KeepLegalAid(Community, Kind, Version, Name, Office, OfficePhone, Days), _ => GoTo($"/workbench/legal-aid?community={Community}", texts["已保存"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (!Enum.IsDefined(Kind)) Kind = LegalAidKind.Judge;
        CommunityName = (await places.CurrentAsync(HttpContext.RequestAborted)).Find(Community)?.Name ?? "";
        return await ReadAsync(new GetLegalAidRoster(Community), rows => Member = rows.FirstOrDefault(m => m.Kind == Kind));
    }

    protected override async Task OnConflictAsync()
    {
        if (await LoadAsync() is not null) return;
        Version = Member?.Version ?? 0;
        ModelState.Remove(nameof(Version));
    }
}
