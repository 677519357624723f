using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Web.Pages.Workbench.Reports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Desk;

/// <summary>回复模板: the user's own and those of the units, with one form for a new one and for a change.</summary>
public sealed class TemplatesModel(IMediator mediator, ICurrentUser user, ReportFilterChoices choices, IStringLocalizer<Texts> texts) : UnitNamesPage(mediator)
{
    [BindProperty]
    public Guid? TemplateId { get; set; }

    [BindProperty]
    public string? TemplateTitle { get; set; }

    [BindProperty]
    public string? TemplateText { get; set; }

    [BindProperty]
    public string? Share { get; set; }

    public IReadOnlyList<TemplateRow> Templates { get; private set; } = [];
    public List<SelectListItem> Shares { get; private set; } = [];

    /// <param name="edit">The template that the form changes.</param>
    public async Task<IActionResult> OnGetAsync(Guid? edit)
    {
        var answer = await ShowAsync();
        if (Templates.FirstOrDefault(t => t.Id == edit && t.MayChange) is { } row)
            (TemplateId, TemplateTitle, TemplateText, Share) = (row.Id, row.Title, row.Text, row.SharedUnitCode);
        return answer;
    }

    public Task<IActionResult> OnPostSaveAsync() =>
        SendAsync(new SaveTemplate(TemplateId, TemplateTitle, TemplateText, string.IsNullOrEmpty(Share) ? null : Share), _ => GoTo("/workbench/templates", texts["模板已保存"]));

    public Task<IActionResult> OnPostRemoveAsync() =>
        SendAsync(new RemoveTemplate(TemplateId ?? Guid.Empty), _ => GoTo("/workbench/templates", texts["模板已删除"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new ListTemplates(), rows => Templates = rows) is { } refused) return refused;
        Shares = await choices.SharesAsync(Mediator, user, Share, HttpContext.RequestAborted);
        return await ReadNamesAsync(Templates.Select(t => t.SharedUnitCode).OfType<string>());
    }

    protected override string FieldName(string property) => property switch
    {
        nameof(SaveTemplate.Title) => nameof(TemplateTitle),
        nameof(SaveTemplate.Text) => nameof(TemplateText),
        nameof(SaveTemplate.SharedUnitCode) => nameof(Share),
        _ => property,
    };
}
