using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>
/// One step of a report: a small form below the report's head (<c>_VerbLayout.cshtml</c>), which carries the version that its
/// page showed. Whoever is second sees what the first did, keeps what was typed, and can go on where the step still makes sense.
/// </summary>
public abstract class ReportVerbPage(IMediator mediator, IStringLocalizer<Texts> texts, GridReportVerb verb) : PortalPage(mediator)
{
    protected IStringLocalizer<Texts> Texts { get; } = texts;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    /// <summary>A note or, where the step asks for one, the reason.</summary>
    [BindProperty]
    public string? Note { get; set; }

    public GridReportVerb Verb => verb;
    public ReportView Report { get; private set; } = null!;

    /// <summary>Whether the user can still take this step, as the report stands now.</summary>
    public bool IsPossible => Report.PossibleVerbs.Contains(verb);

    /// <summary>Somebody was faster; the page shows what they did.</summary>
    public bool IsConflict { get; private set; }

    public virtual bool TakesPhotos => false;

    protected string ReportAddress => $"/workbench/reports/{Id}";

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await ShowAsync();
        if (Report is not null)
        {
            Version = Report.Version;
            Fill();
        }
        return answer;
    }

    /// <summary>Fills the form of a first visit in from <see cref="Report"/>.</summary>
    protected virtual void Fill()
    {
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetReport(Id), report => Report = report);

    protected Task<IActionResult> DoAsync(ICommand<Success> command) =>
        SendAsync(command, _ => GoTo(ReportAddress, Texts["已{0}", Words.Of(verb)]));

    protected override async Task OnConflictAsync()
    {
        if (await ReadAsync(new GetReport(Id), report => Version = report.Version) is not null) return;
        IsConflict = true;
        ModelState.Remove(nameof(Version));
    }

    /// <summary>The field is called the same whether the command wants a note or a reason.</summary>
    protected override string FieldName(string property) => property == "Reason" ? nameof(Note) : property;
}
