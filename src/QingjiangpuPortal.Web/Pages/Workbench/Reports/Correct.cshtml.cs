using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>更正 category and place.</summary>
public sealed class CorrectModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts)
    : ReportVerbPage(mediator, texts, GridReportVerb.Correct)
{
    [BindProperty]
    public string? CategoryCode { get; set; }

    [BindProperty]
    public double? Latitude { get; set; }

    [BindProperty]
    public double? Longitude { get; set; }

    /// <summary>Another community, chosen from the list instead of a point.</summary>
    [BindProperty]
    public string? CommunityCode { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    /// <summary>Anchors the errors of the place picker, whose parts are several fields.</summary>
    public string? Place => Address;

    public PlacePicker Picker { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Categories { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        if ((await places.CurrentAsync(HttpContext.RequestAborted)).AtUnit(CommunityCode) is { } community)
            (Latitude, Longitude) = (community.Latitude, community.Longitude);
        return await DoAsync(new CorrectGridReport(Id, Version, CategoryCode, Latitude, Longitude, Address, Note));
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await base.LoadAsync() is { } refused) return refused;
        if (HttpMethods.IsGet(Request.Method))
            (CategoryCode, Latitude, Longitude, Address) = (Report.CategoryCode, Report.Latitude, Report.Longitude, Report.Address);
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        var place = Latitude is { } latitude && Longitude is { } longitude ? map.At(latitude, longitude) : null;
        Picker = new PlacePicker(PlacePage.Communities(map))
        {
            Latitude = Latitude,
            Longitude = Longitude,
            PlaceCode = place?.MicroGridCode,
            CommunityCode = CommunityCode,
            Address = Address,
            PlacePath = place?.Path,
        };
        return await ReadAsync(new ListCategories(), majors => Categories = [.. majors.SelectMany(OptionsOf)]);
    }

    private IEnumerable<SelectListItem> OptionsOf(MajorCategory major)
    {
        var group = new SelectListGroup { Name = Words.Of(major.Name) };
        return major.Minors.Select(minor => new SelectListItem(Words.Of(minor.Name), minor.Code) { Group = group })
            .Prepend(new SelectListItem(Texts["{0}（不细分）", group.Name], major.Code) { Group = group });
    }
}
