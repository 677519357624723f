using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace QingjiangpuPortal.Web.Tests.Accounts;

/// <summary>Somebody as the provider knows them.</summary>
public sealed record OutsidePerson(string Subject, string? Phone = null, bool PhoneIsVerified = true, string? Name = null);

/// <summary>A real OpenID provider (OpenIddict) on a port of this machine: code flow with PKCE, its own consent page, its own sign-out.</summary>
public sealed class TestOpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "portal";
    public const string Secret = "the-portals-secret";

    private readonly WebApplication _app;

    private TestOpenIdProvider(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Who sits before the provider's page.</summary>
    public OutsidePerson Visitor { get; set; } = new("nobody");

    /// <summary>Shows keys that did not sign its tokens.</summary>
    public bool ShowsOtherKeys { get; set; }

    /// <param name="portal">Where the portal sends people back to.</param>
    public static async Task<TestOpenIdProvider> StartAsync(string name, Uri portal)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase(name).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo").SetEndSessionEndpointUris("sign-out");
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                server.RegisterScopes(Scopes.Phone, Scopes.Profile);
                server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                server.UseAspNetCore().DisableTransportSecurityRequirement()
                    .EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough().EnableEndSessionEndpointPassthrough();
            });
        var app = builder.Build();
        var provider = new TestOpenIdProvider(app);
        app.Use(provider.ShowOtherKeysAsync);
        app.UseAuthentication();
        app.MapGet("authorize", AskAsync);
        app.MapPost("authorize", (Delegate)provider.AnswerAsync);
        app.MapMethods("userinfo", ["GET", "POST"], (Delegate)provider.UserInfo);
        app.MapMethods("sign-out", ["GET", "POST"], () => Results.SignOut(new() { RedirectUri = "/" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]));
        await app.StartAsync();
        await provider.RegisterPortalAsync(name, portal);
        // On a busy machine its first answer is slow, and would look like a provider that is away.
        using var first = new HttpClient { BaseAddress = provider.Address };
        foreach (var document in new[] { "/.well-known/openid-configuration", "/.well-known/jwks" }) await first.GetStringAsync(document);
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RegisterPortalAsync(string name, Uri portal)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = Secret,
            RedirectUris = { new Uri(portal, $"/account/external/{name}/callback") },
            PostLogoutRedirectUris = { new Uri(portal, $"/account/external/{name}/signed-out") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession,
                Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code, Permissions.Scopes.Phone, Permissions.Scopes.Profile,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        });
    }

    /// <summary>The provider's page: whoever sits before it says yes or no.</summary>
    private static IResult AskAsync(HttpContext context)
    {
        var fields = context.Request.Query.Select(q => $"<input type=hidden name=\"{HtmlEncoder.Default.Encode(q.Key)}\" value=\"{HtmlEncoder.Default.Encode(q.Value.ToString())}\">");
        return Results.Content($"<form method=post action=/authorize>{string.Concat(fields)}<button name=answer value=yes>Yes</button><button name=answer value=no>No</button></form>", "text/html");
    }

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if ((await context.Request.ReadFormAsync())["answer"] == "no")
            return Results.Forbid(new(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
            }), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);
        identity.SetClaim(Claims.Subject, Visitor.Subject).SetScopes(request.GetScopes()).SetDestinations(_ => [Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private async Task<IResult> UserInfo(HttpContext context)
    {
        var token = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { [Claims.Subject] = token.Principal!.GetClaim(Claims.Subject)! };
        if (Visitor.Phone is { } phone) (claims[Claims.PhoneNumber], claims[Claims.PhoneNumberVerified]) = (phone, Visitor.PhoneIsVerified);
        if (Visitor.Name is { } name) claims[Claims.Name] = name;
        return Results.Json(claims);
    }

    private async Task ShowOtherKeysAsync(HttpContext context, RequestDelegate next)
    {
        if (!ShowsOtherKeys || context.Request.Path != "/.well-known/jwks")
        {
            await next(context);
            return;
        }
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        await context.Response.WriteAsJsonAsync(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "another", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } },
        });
    }
}
