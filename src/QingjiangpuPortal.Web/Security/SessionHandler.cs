using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace QingjiangpuPortal.Web.Security;

/// <summary>
/// What happens to who may not go on: to the sign-in page and back, or 403. Who came is not asked here but by
/// <see cref="CurrentUserMiddleware"/>, which asks for the posts too.
/// </summary>
internal sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A program gets an answer it understands, a person the sign-in page.
        if (Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            // Back to the page; the query of a form names its handler, which cannot be opened.
            Response.Redirect($"/account/login?returnUrl={Uri.EscapeDataString(HttpMethods.IsGet(Request.Method) ? OriginalPath + Request.QueryString : OriginalPath)}");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
