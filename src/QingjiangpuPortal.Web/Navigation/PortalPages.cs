using System.Text.Encodings.Web;
using System.Text.Unicode;

using Microsoft.Extensions.WebEncoders;

namespace QingjiangpuPortal.Web.Navigation;

/// <summary>Registers what the pages, their layouts and their forms need.</summary>
public static class PortalPages
{
    public static IMvcBuilder AddPortalPages(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<IPortalNavigation, PortalNavigation>();
        services.AddSingleton<Documents.MyDataPdf>();
        services.AddScoped<Pages.Workbench.Reports.ReportFilterChoices>();
        services.AddScoped<Pages.Workbench.Reports.SavedFilterChips>();
        services.AddOptions<MapOptions>().BindConfiguration(MapOptions.Section);
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section);
        // Chinese text as it is: escaped to &#x4E0A; it would weigh three times as much.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        return services.AddRazorPages(options =>
        {
            options.Conventions.AddPageRoute("/Report/Index", "/r/{code}");
            options.Conventions.AddPageRoute("/My/Report", Pages.My.ReportModel.PrivateRoute);
            // Who is not signed in goes to the sign-in page; what somebody may do there is for each request to say.
            options.Conventions.AuthorizeFolder("/Workbench");
            options.Conventions.AuthorizeFolder("/Dashboard");
            options.Conventions.AuthorizeFolder("/Tasks");
            options.Conventions.AuthorizeFolder("/Ledgers");
            options.Conventions.ConfigureFilter(new Pages.HandledRequestsOnly());
            options.Conventions.ConfigureFilter(new Microsoft.AspNetCore.Mvc.ServiceFilterAttribute<Security.Door.DoorFilter>());
        })
            // The server validates and the browser's own hints help: the attributes of a script that is not there are noise.
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false);
    }
}
