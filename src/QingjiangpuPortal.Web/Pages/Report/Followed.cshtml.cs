using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace QingjiangpuPortal.Web.Pages.Report;

/// <summary>What became of a filing that turned out to be about a known report: its number and, without an account, the follower's link.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FollowedModel : PageModel
{
    internal const string Number = "FollowedNumber";
    internal const string LinkToken = "FollowedLinkToken";

    public string ReportNumber { get; private set; } = "";
    public string? PrivateLink { get; private set; }

    public IActionResult OnGet()
    {
        if (TempData.Peek(Number) is not string number) return LocalRedirect("/report");
        ReportNumber = number;
        if (TempData.Peek(LinkToken) is string token) PrivateLink = $"{Request.Scheme}://{Request.Host}/my/f/{token}";
        return Page();
    }
}
