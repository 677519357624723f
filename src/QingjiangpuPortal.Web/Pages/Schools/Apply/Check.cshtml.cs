using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Schools.Apply;

/// <summary>核对并提交.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CheckModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Round { get; set; }

    [BindProperty]
    public string? SubmissionKey { get; set; }

    [BindProperty]
    public Guid DraftId { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }

    /// <summary>Anchors what is wrong with <see cref="Agreed"/>: a tick box keeps no error of its own.</summary>
    public string? Agreement => null;

    public DraftView Draft { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => SendAsync(new SubmitEnrollment(SubmissionKey, Round, DraftId, Agreed), id => GoTo($"/my/schools/{id}"));

    public Task<IActionResult> OnPostDiscardAsync() => SendAsync(new DiscardEnrollmentDraft(Round), _ => GoTo("/schools", texts["草稿已删除"]));

    protected override Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        return ReadAsync(new GetEnrollmentDraft(Round), draft => Draft = draft);
    }

    /// <summary>What is wrong with an answer stands on its own page; here it is a sentence on top.</summary>
    protected override string FieldName(string property) => property == nameof(Agreed) ? nameof(Agreement) : "";
}
