using MediatR;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>
/// The saved filters as chips above the lists. Those of open work have their number for whoever looks; one that goes through
/// all that ever was says its number when it is opened, since a dozen of those would make every visit slow.
/// </summary>
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
        var counted = shown.Select(f => f.Address.ToFilter(user.PersonId)).Where(f => f.IsOfOpenWork).Distinct().ToList();
        var counts = await mediator.Send(new CountReports(counted), cancellationToken);
        if (counts.IsError) return;
        Chips = [.. shown.Select(f => new SavedFilterChip(
            f.Filter.Name, f.Address.ToString(), counted.IndexOf(f.Address.ToFilter(user.PersonId)) is var at and >= 0 ? TextOf(counts.Value[at]) : null,
            f.Filter.SharedUnitCode is not null, current is not null && f.Address.Query == current))];
    }

    public string TextOf(ReportCount count) =>
        count.IsMore ? texts["{0} 以上", count.Count] : count.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="Count"><c>null</c> for one that is not of open work.</param>
public sealed record SavedFilterChip(string Name, string Href, string? Count, bool IsShared, bool IsCurrent);
