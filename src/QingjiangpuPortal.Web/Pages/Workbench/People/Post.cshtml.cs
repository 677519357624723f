using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.People;

/// <summary>One post of somebody: ends it, hands over what is in hand by it, sets its last day.</summary>
public sealed class PostModel(IMediator mediator, IStringLocalizer<Texts> texts) : UnitNamesPage(mediator)
{
    /// <summary>How many batches one press of the button moves; what is left shows again.</summary>
    private const int MaxBatches = 20;

    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid PostId { get; set; }

    /// <summary>A colleague; nobody for the unit's queue.</summary>
    [BindProperty]
    public Guid? HandOverTo { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    public StaffMember Person { get; private set; } = null!;
    public StaffPost Post { get; private set; } = null!;
    public PostWork Work { get; private set; } = null!;
    public bool TakesDeputy => !Administrators.IsOne(Post.Kind);

    private string Address => $"/workbench/people/{PersonId}/posts/{PostId}";

    public async Task<IActionResult> OnGetAsync()
    {
        var refused = await LoadAsync();
        LastDay = Post?.LastDay;
        return refused ?? Page();
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        var ended = await Mediator.Send(new EndPost(PostId), HttpContext.RequestAborted);
        return ended.IsError ? await ShowErrorsAsync(ended.Errors) : await OnPostHandOverAsync();
    }

    public async Task<IActionResult> OnPostHandOverAsync()
    {
        for (var (batches, moved) = (0, HandOverReports.BatchSize); moved == HandOverReports.BatchSize && batches < MaxBatches; batches++)
        {
            var result = await Mediator.Send(new HandOverReports(PostId, HandOverTo), HttpContext.RequestAborted);
            if (result.IsError) return await ShowErrorsAsync(result.Errors);
            moved = result.Value;
        }
        return GoTo(Address, texts["岗位已结束，今天起生效"]);
    }

    public Task<IActionResult> OnPostLastDayAsync() =>
        HasUnreadableDay ? ShowUnreadableDaysAsync() : SendAsync(new SetLastDay(PostId, LastDay), _ => GoTo(Address, texts["最后一天已保存"]));

    protected override string FieldName(string property) =>
        property == nameof(HandOverReports.ToPersonId) ? nameof(HandOverTo) : property;

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetStaffMember(PersonId), person => Person = person) is { } refused) return refused;
        if (Person.Posts.FirstOrDefault(post => post.PostId == PostId) is not { } found) return NotFound();
        Post = found;
        return await ReadAsync(new GetPostWork(PostId), work => Work = work)
            ?? await ReadNamesAsync([Post.UnitCode]);
    }
}
