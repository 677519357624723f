using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.Notifications;

namespace QingjiangpuPortal.Web.Pages.Dev;

/// <summary>The developer outbox: the demo profile's short messages and mails. In any other profile there is no such page.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OutboxModel(PortalSettings settings, IDemoOutbox outbox) : PageModel
{
    public IReadOnlyList<DemoSms> Messages { get; private set; } = [];

    public IReadOnlyList<DemoMail> Mails { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!settings.Demo) return NotFound();
        Messages = await outbox.LatestAsync(HttpContext.RequestAborted);
        Mails = await outbox.LatestMailsAsync(HttpContext.RequestAborted);
        return Page();
    }
}
