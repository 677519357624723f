using MediatR;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>What can be chosen in the filters of 全部事件, with what the address chose.</summary>
public sealed class ReportFilterChoices(Words words, IStringLocalizer<Texts> texts)
{
    public List<SelectListItem> States { get; private set; } = [];
    public List<SelectListItem> Places { get; private set; } = [];
    public List<SelectListItem> Categories { get; private set; } = [];
    public List<SelectListItem> Happenings { get; private set; } = [];
    public List<SelectListItem> Assignees { get; private set; } = [];
    public List<SelectListItem> Units { get; private set; } = [];
    public List<SelectListItem> Horizons { get; private set; } = [];
    public List<SelectListItem> Sources { get; private set; } = [];

    public async Task LoadAsync(IMediator mediator, PlaceMap map, ICurrentUser user, ReportListAddress address, CancellationToken cancellationToken)
    {
        States =
        [
            Option(texts["所有未办结"], ReportListAddress.Open, address.State),
            Option(texts["超期"], ReportListAddress.Overdue, address.State),
            .. Enum.GetValues<GridReportStatus>().Select(s => Option(words.Of(s), s.ToString().ToLowerInvariant(), address.State)),
        ];
        Happenings =
        [
            Happened(ReportHappening.Filed, texts["上报"]), Happened(ReportHappening.Resolved, texts["办结"]),
            Happened(ReportHappening.ResolvedLate, texts["超期办结"]), Happened(ReportHappening.Closed, texts["结案"]),
            Happened(ReportHappening.Rated, texts["评价"]),
            Happened(ReportHappening.NotContactedInTime, texts["上报，未按时联系"]), Happened(ReportHappening.NotSolved, texts["评价，未解决或部分解决"]),
            Happened(ReportHappening.Unsatisfied, texts["评价，不满意"]),
        ];
        Horizons = [.. ReportListAddress.Horizons.Select(hours => Option(
            hours < 24 ? texts["{0} 小时内到期", hours] : texts["{0} 天内到期", hours / 24], hours.ToString(System.Globalization.CultureInfo.InvariantCulture), address.Due?.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
        Sources = [.. Enum.GetValues<ReportSource>().Select(s => Option(words.Of(s), s.ToString().ToLowerInvariant(), address.Source))];
        var scope = user.ScopeFor(Permission.ViewReports);
        Places = AreasIn(map, scope, address.Place);
        // The dashboard leads to grids and micro-grids too.
        if (map.Find(address.Place) is { Level: > OrgLevel.Community } small) Places.Add(Option(small.Name, small.Code, address.Place));
        Units = AreasIn(map, scope, address.Unit);
        var majors = await mediator.Send(new ListCategories(), cancellationToken);
        if (!majors.IsError) Categories = [.. majors.Value.SelectMany(major => CategoriesOf(major, address.Category))];
        var handlers = await mediator.Send(new ListHandlers(address.Unit), cancellationToken);
        Assignees =
        [
            Option(texts["派给我的"], ReportListAddress.Me, address.Assignee), Option(texts["没有派人"], ReportListAddress.Nobody, address.Assignee),
            .. handlers.IsError ? [] : handlers.Value.Select(h => Option($"{h.Name} · {words.Of(h.Post)} · {map.Find(h.UnitCode)?.Name}", h.Id.ToString(), address.Assignee)),
        ];
        // Whoever is not offered (of another unit, or no longer at a post) stays chosen.
        if (address.Assignee is { } chosen && !Assignees.Exists(a => a.Selected)) Assignees.Add(Option(texts["所选的人"], chosen, chosen));

        SelectListItem Happened(ReportHappening happening, string text) =>
            Option(text, happening.ToString().ToLowerInvariant(), (address.Happening ?? ReportHappening.Filed).ToString().ToLowerInvariant());
    }

    /// <summary>With whom something can be shared: the units in which the user holds a post.</summary>
    public async Task<List<SelectListItem>> SharesAsync(IMediator mediator, ICurrentUser user, string? chosen, CancellationToken cancellationToken)
    {
        var units = user.Posts.Select(post => post.UnitCode).Distinct(StringComparer.Ordinal).ToList();
        var names = await mediator.Send(new NameUnits(units), cancellationToken);
        return [.. units.Select(unit => Option(texts["{0}的同事", !names.IsError && names.Value.TryGetValue(unit, out var name) ? Words.Of(name) : unit], unit, chosen))];
    }

    /// <summary>Streets, each with its communities, as far as the user's posts reach.</summary>
    private List<SelectListItem> AreasIn(PlaceMap map, Scope scope, string? chosen)
    {
        var areas = scope.Units.Select(OrgCode.AreaOf).ToList();
        return
        [
            .. from street in map.OfLevel(OrgLevel.Street).Where(s => Touches(s.Code))
               let streets = new SelectListGroup { Name = street.Name }
               from unit in map.ChildrenOf(street.Code).Where(c => Touches(c.Code)).Prepend(street)
               select Option(unit == street ? texts["{0}（全部）", street.Name] : unit.Name, unit.Code, chosen, streets),
        ];

        bool Touches(string code) => areas.Exists(area => OrgCode.Covers(area, code) || OrgCode.Covers(code, area));
    }

    private IEnumerable<SelectListItem> CategoriesOf(MajorCategory major, string? chosen)
    {
        var group = new SelectListGroup { Name = Words.Of(major.Name) };
        return major.Minors.Select(minor => Option(Words.Of(minor.Name), minor.Code, chosen, group))
            .Prepend(Option(texts["{0}（全部）", group.Name], major.Code, chosen, group));
    }

    private static SelectListItem Option(string text, string value, string? chosen, SelectListGroup? group = null) =>
        new(text, value, string.Equals(value, chosen, StringComparison.OrdinalIgnoreCase)) { Group = group };
}
