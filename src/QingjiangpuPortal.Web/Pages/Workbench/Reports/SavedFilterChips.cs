using MediatR;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>The saved filters as chips above the lists, each with the number of reports that it finds for whoever looks.</summary>
public sealed class SavedFilterChips(IStringLocalizer<Texts> texts)
{
    /// <summary>So many have a number; a desk with more is tidied on the page of the filters.</summary>
    private const int MostShown = 12;

    public IReadOnlyList<SavedFilterChip> Chips { get; private set; } = [];

    /// <summary>The saved filter that the page shows.</summary>
    public bool IsSaved => Chips.Any(chip => chip.IsCurrent);

    public async Task LoadAsync(IMediator mediator, ICurrentUser user, string? current, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(new ListSavedFilters(), cancellationToken);
        if (saved.IsError || saved.Value.Count == 0) return;
        var shown = saved.Value.Take(MostShown).Select(filter => (Filter: filter, Address: ReportListAddress.Parse(filter.Query))).ToList();
        var counts = await mediator.Send(new CountReports(shown.ConvertAll(f => f.Address.ToFilter(user.PersonId))), cancellationToken);
        if (counts.IsError) return;
        Chips = [.. shown.Zip(counts.Value, (f, count) => new SavedFilterChip(
            f.Filter.Name, f.Address.ToString(), TextOf(count), f.Filter.SharedUnitCode is not null, current is not null && f.Address.Query == current))];
    }

    public string TextOf(ReportCount count) =>
        count.IsMore ? texts["{0} 以上", CountReports.Most] : count.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

public sealed record SavedFilterChip(string Name, string Href, string Count, bool IsShared, bool IsCurrent);
