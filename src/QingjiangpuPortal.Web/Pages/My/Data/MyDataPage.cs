using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace QingjiangpuPortal.Web.Pages.My.Data;

/// <summary>A page about one's own data: for whoever is signed in, and kept by no cache.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class MyDataPage(IMediator mediator) : PortalPage(mediator)
{
    public const string Home = "/my/data";
}
