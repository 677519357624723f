using Microsoft.AspNetCore.StaticAssets;

namespace QingjiangpuPortal.Web.Security.Door;

/// <summary>What kind of burden a request is; limits of number and size go by it.</summary>
internal enum RouteClass
{
    /// <summary>Static files and what operators probe: never refused.</summary>
    Exempt,
    Pages,
    Search,
    Forms,
    SignIn,
    Filing,
    Uploads,
    Exports,
}

/// <summary>The one table route → class. The last two rows take whatever has no row of its own, so a new route is limited before anybody thinks of it.</summary>
internal static class RouteClasses
{
    private const bool Sends = true;
    private const bool Reads = false;

    private static readonly (string Route, bool? Sends, RouteClass Class)[] Table =
    [
        ("healthz", null, RouteClass.Exempt),
        ("metrics", null, RouteClass.Exempt),
        ("api", null, RouteClass.Search),
        ("openapi", null, RouteClass.Search),
        ("photos", null, RouteClass.Search),
        ("report/photos", null, RouteClass.Search),
        ("reports/find", null, RouteClass.Search),
        ("account/logout", Sends, RouteClass.Forms),
        ("account", Sends, RouteClass.SignIn),
        ("my/data/phone", Sends, RouteClass.SignIn),
        ("my/data/copy", Sends, RouteClass.SignIn),
        ("my/notifications", Sends, RouteClass.SignIn),
        ("my/data/delete", Sends, RouteClass.SignIn),
        ("report", Sends, RouteClass.Filing),
        ("r/{code}", Sends, RouteClass.Filing),
        // Following: anyone can send it, and it sends messages.
        ("reports/{number}", Sends, RouteClass.Filing),
        ("workbench/calendar", Sends, RouteClass.Uploads),
        ("workbench/file", Sends, RouteClass.Uploads),
        ("workbench/reports/{id:guid}/resolve", Sends, RouteClass.Uploads),
        ("tasks", Sends, RouteClass.Uploads),
        ("schools/find", Sends, RouteClass.Search),
        ("schools/apply", Sends, RouteClass.Uploads),
        ("my/schools", Sends, RouteClass.Uploads),
        ("ledgers/import", Sends, RouteClass.Uploads),
        ("", Sends, RouteClass.Forms),
        ("", Reads, RouteClass.Pages),
    ];

    public static RouteClass Of(HttpContext context) => Of(context.GetEndpoint(), context.Request.Method);

    public static RouteClass Of(Endpoint? endpoint, string method)
    {
        if (endpoint?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return RouteClass.Exempt;
        var route = ((endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "").Trim('/');
        if (route.EndsWith("/export", StringComparison.OrdinalIgnoreCase)) return RouteClass.Exports;
        var sends = !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);
        return Table.First(row => (row.Sends is null || row.Sends == sends) && IsWithin(route, row.Route)).Class;
    }

    /// <summary>Forms of these classes come back with what was typed when they were sent too fast.</summary>
    public static bool KeepsWhatWasTyped(RouteClass routeClass) => routeClass is RouteClass.Filing or RouteClass.SignIn or RouteClass.Uploads;

    private static bool IsWithin(string route, string part) =>
        part.Length == 0 || (route.StartsWith(part, StringComparison.OrdinalIgnoreCase) && (route.Length == part.Length || route[part.Length] == '/'));
}
