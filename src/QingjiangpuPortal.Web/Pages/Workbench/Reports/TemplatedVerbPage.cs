using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>
/// A step whose words can come from a template: choosing one fills the text in, with what is the report's own, to be read and
/// changed before it is sent. A button does it without a script; with one it happens on the spot.
/// </summary>
public abstract class TemplatedVerbPage(IMediator mediator, IStringLocalizer<Texts> texts, GridReportVerb verb) : ReportVerbPage(mediator, texts, verb)
{
    [BindProperty]
    public Guid? Template { get; set; }

    /// <summary>The templates that the user is offered, filled for this report.</summary>
    public IReadOnlyList<OfferedTemplate> Offered { get; private set; } = [];

    public async Task<IActionResult> OnPostTemplateAsync()
    {
        await KeepTypedAsync();
        ModelState.Clear();
        var answer = await ShowAsync();
        if (Offered.FirstOrDefault(t => t.Id == Template) is { } chosen) Note = chosen.Text;
        return answer;
    }

    /// <summary>Keeps what a browser does not send twice.</summary>
    protected virtual Task KeepTypedAsync() => Task.CompletedTask;

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await base.LoadAsync() is { } refused) return refused;
        var report = Report;
        return await ReadAsync(new ListTemplates(), rows => Offered =
            [.. rows.Select(row => new OfferedTemplate(row.Id, row.Title, TemplateText.Fill(row.Text, report.Number, report.Address, report.Category.Chinese, report.DueAt)))]);
    }
}

public sealed record OfferedTemplate(Guid Id, string Title, string Text);
