using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;

namespace QingjiangpuPortal.Web.Pages.Schools;

/// <summary>A school: where it is, whom it takes, how many.</summary>
public sealed class SchoolModel(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public SchoolView View { get; private set; } = null!;

    /// <summary>The areas in words: a whole community by its name, of a divided one its parts, a primary school by its own.</summary>
    public IReadOnlyList<string> Catchment { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetSchool(Code), view => View = view) is { } refused) return refused;
        Catchment = Words.CatchmentIn(await places.CurrentAsync(HttpContext.RequestAborted), View.CatchmentAreas, View.Primaries);
        return null;
    }
}
