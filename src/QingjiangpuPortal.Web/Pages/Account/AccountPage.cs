using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>A page of one's own account: for whoever is signed in, and kept by no cache.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class AccountPage(IMediator mediator) : PortalPage(mediator);
