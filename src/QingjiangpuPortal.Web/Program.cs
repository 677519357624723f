using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Navigation;
using QingjiangpuPortal.Web.Preferences;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPortalLocalization();
builder.Services.AddPortalPages();
builder.Services.AddAntiforgery();

var app = builder.Build();
app.UseRequestLocalization();
app.UseExceptionHandler("/error/500");
app.UseStatusCodePagesWithReExecute("/error/{0}");
app.UseRouting();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapPreferences();
app.MapRazorPages().WithStaticAssets();
await app.RunAsync();
