using MediatR;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Infrastructure.Identity;

namespace QingjiangpuPortal.Web.Security;

/// <summary>What scripts of the account's pages ask for.</summary>
internal static class AccountEndpoints
{
    public static void MapAccountEndpoints(this WebApplication app)
    {
        var account = app.MapGroup("/account").ExcludeFromDescription();
        account.MapGet("/session", Remaining).WithMetadata(new NoActivity());
        account.MapPost("/session/extend", Remaining);
        account.MapGet("/passkeys/creation-options", CreationOptions);
        account.MapGet("/passkeys/request-options", RequestOptions);
    }

    /// <summary>How many seconds the session has left; 401 when there is none. Asking (GET) leaves it as it is, a POST moves the end on.</summary>
    private static IResult Remaining(CurrentUser user, TimeProvider clock, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return user.SessionExpiresAt is { } end
            ? TypedResults.Json((long)Math.Max(0, Math.Round((end - clock.GetUtcNow()).TotalSeconds)))
            : TypedResults.Unauthorized();
    }

    private static Task<IResult> CreationOptions(IMediator mediator, HttpResponse response, CancellationToken cancellationToken) =>
        JsonAsync(mediator, new GetPasskeyCreationOptions(), response, cancellationToken);

    private static Task<IResult> RequestOptions(IMediator mediator, HttpResponse response, CancellationToken cancellationToken) =>
        JsonAsync(mediator, new GetPasskeyRequestOptions(), response, cancellationToken);

    private static async Task<IResult> JsonAsync(IMediator mediator, IQuery<string> query, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        var options = await mediator.Send(query, cancellationToken);
        return options.IsError ? TypedResults.Unauthorized() : TypedResults.Text(options.Value, "application/json");
    }
}
