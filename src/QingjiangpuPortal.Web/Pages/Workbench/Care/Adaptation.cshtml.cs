using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Care;

/// <summary>适老化改造 of one home: the plan out of the thirty items, and once it is done its acceptance.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AdaptationModel(IMediator mediator, PhotoUploads uploads, ICurrentUser user, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? SubmissionKey { get; set; }

    [BindProperty]
    public string? ProviderCode { get; set; }

    /// <summary>Pieces, by the number of the item, from 0.</summary>
    [BindProperty]
    public List<int?> Counts { get; set; } = [];

    /// <summary>The price of one piece, as well.</summary>
    [BindProperty]
    public List<int?> Yuan { get; set; } = [];

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    [BindProperty]
    public Guid AdaptationId { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public bool? IsGood { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public CareRequestView Care { get; private set; } = null!;
    public IReadOnlyList<Provider> Providers { get; private set; } = [];

    /// <summary>A plan stands; one that was cancelled makes room for another.</summary>
    public bool IsPlanned => Care.Adaptation is { Status: not AdaptationStatus.Cancelled };

    /// <summary>Anchors what is wrong with <see cref="IsGood"/>: a yes or no keeps no error of its own.</summary>
    public string? Answer => null;

    public string ErrorOrder => $"Photos,Counts,{string.Join(',', AdaptationItems.All.Select((_, at) => $"Counts[{at}]"))},ProviderCode";

    /// <summary>Parts with something basic, or something that was typed.</summary>
    public bool IsOpen(AdaptationGroup group) => AdaptationItems.All.Any(i => i.Group == group && (i.IsBasic || Counts[(int)i.Item - 1] is not null || Yuan[(int)i.Item - 1] is not null));

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        // Whose request it is not stores no picture either.
        if (await LoadAsync() is { } refused) return refused;
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted, areSealed: true);
        PhotoTickets = tickets;
        return errors.Count > 0
            ? await ShowErrorsAsync(errors)
            : await SendAsync(new ProposeAdaptation(SubmissionKey, Id, ProviderCode, [.. Counts.Zip(Yuan, (count, yuan) => new AdaptationEntry(count, yuan))], uploads.Open(tickets)), _ => GoTo($"/workbench/care/{Id}", texts["方案已发给家里确认"]));
    }

    public Task<IActionResult> OnPostJudgeAsync() => SendAsync(new JudgeAdaptation(AdaptationId, Version, IsGood, Note), _ => GoTo($"/workbench/care/{Id}", texts[IsGood == true ? "验收合格，计入本月结算" : "已退回施工单位返工"]));

    public Task<IActionResult> OnPostCancelAsync() => SendAsync(new CancelAdaptation(AdaptationId, Version, Reason), _ => GoTo($"/workbench/care/{Id}", texts["方案已取消"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        while (Counts.Count < AdaptationItems.All.Count) Counts.Add(item: null);
        while (Yuan.Count < AdaptationItems.All.Count) Yuan.Add(item: null);
        if (await ReadAsync(new GetCareRequest(Id), care => Care = care) is { } refused) return refused;
        if (!Care.GrantsAdaptation || !user.ScopeFor(Permission.OrderCare).Covers(Care.PlaceCode)) return NotFound();
        return await ReadAsync(new ListProviders(), providers => Providers = providers);
    }

    protected override string FieldName(string property) => property switch
    {
        nameof(JudgeAdaptation.IsGood) => nameof(Answer),
        nameof(ProposeAdaptation.PhotoIds) => nameof(Photos),
        _ => property.Replace(nameof(ProposeAdaptation.Items), nameof(Counts), StringComparison.Ordinal),
    };
}
