using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Facilities;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Patrols;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Facilities;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>代群众上报: for somebody who came or called out, or what was seen on patrol; with 当场办结 for those who may.</summary>
public sealed class FileModel(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads, ICurrentUser user)
    : ReportFormPage(mediator, places, uploads)
{
    public static readonly ReportSource[] Sources = [ReportSource.WalkIn, ReportSource.Patrol];

    [BindProperty]
    public ReportSource Source { get; set; } = ReportSource.WalkIn;

    /// <summary>Where somebody walked in; the form remembers the last on this device.</summary>
    [BindProperty]
    public string? Station { get; set; }

    public IReadOnlyList<SelectListItem> Stations { get; private set; } = [];

    /// <summary>A round that goes on: what is filed from it returns there.</summary>
    public Guid? OpenPatrol { get; private set; }

    [BindProperty]
    public bool Solved { get; set; }

    [BindProperty]
    public string? SolvedNote { get; set; }

    public bool MayFileSolved => user.May(Permission.FileSolved);

    public Task<IActionResult> OnGetAsync(ReportSource? source)
    {
        SubmissionKey = Application.Common.SubmissionKey.New();
        if (source is { } asked && Sources.Contains(asked)) Source = asked;
        Station = Request.Cookies[LastStation];
        return ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // This form is the staff's: it never files as a resident, whatever is sent.
        if (!Sources.Contains(Source)) Source = ReportSource.WalkIn;
        var errors = await TakeAsync();
        if (errors.Count > 0) return await ShowErrorsAsync(errors);
        var command = Command(Source, Solved ? SolvedNote ?? "" : null) with { StationCode = string.IsNullOrEmpty(Station) ? null : Station };
        return await SendAsync(command, receipt =>
        {
            if (Source == ReportSource.WalkIn) RememberStation();
            TempData[Report.ReceiptModel.Number] = receipt.Number;
            TempData[Report.ReceiptModel.LinkToken] = receipt.LinkToken;
            return LocalRedirect("/workbench/file/receipt");
        });
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (!user.May(Permission.FileForOthers)) return StatusCode(StatusCodes.Status403Forbidden);
        if (await base.LoadAsync() is { } refused) return refused;
        var map = await Places.CurrentAsync(HttpContext.RequestAborted);
        var streets = new Dictionary<string, SelectListGroup>(StringComparer.Ordinal);
        return await ReadAsync(new ListFacilities(), rows => Stations =
        [
            .. rows.Where(f => f.Kind != FacilityKind.CommandCenter).Select(f => new SelectListItem(f.Name, f.Code)
            {
                Group = streets.TryGetValue(f.StreetCode, out var group) ? group : streets[f.StreetCode] = new() { Name = map.StreetOf(f.StreetCode) },
            }),
        ]) ?? (user.May(Permission.MakePatrols) ? await ReadAsync(new ListPatrols(After: null), patrols => OpenPatrol = patrols.OpenId) : null);
    }

    protected override string FieldName(string property) => property == nameof(FileGridReport.StationCode) ? nameof(Station) : base.FieldName(property);

    /// <summary>On this device: the leader on duty is at the same station all day.</summary>
    private const string LastStation = "last-station";

    private void RememberStation()
    {
        var options = new CookieOptions { HttpOnly = true, Secure = Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/workbench/file", MaxAge = TimeSpan.FromDays(90) };
        if (string.IsNullOrEmpty(Station)) Response.Cookies.Delete(LastStation, options);
        else Response.Cookies.Append(LastStation, Station, options);
    }
}
