using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.SchoolEnrollment;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>招生统计: applications by school and category, seats and placements.</summary>
public sealed class FiguresModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid? Round { get; set; }

    public EnrollmentFigures Figures { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new CountEnrollments(Round), figures => Figures = figures);
}
