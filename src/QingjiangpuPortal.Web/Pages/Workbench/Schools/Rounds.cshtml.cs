using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.SchoolEnrollment;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>招生轮次, for the bureau.</summary>
public sealed class RoundsModel(IMediator mediator) : PortalPage(mediator)
{
    public IReadOnlyList<RoundRow> Rounds { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListManagedRounds(), rounds => Rounds = rounds);
}
