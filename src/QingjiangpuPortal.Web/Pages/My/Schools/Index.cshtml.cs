using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.SchoolEnrollment;

namespace QingjiangpuPortal.Web.Pages.My.Schools;

/// <summary>我的报名.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(IMediator mediator) : PortalPage(mediator)
{
    public IReadOnlyList<MyApplicationRow> Applications { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListMyApplications(), rows => Applications = rows);
}
