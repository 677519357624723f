namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>One line of what happened to an application, of whatever service.</summary>
/// <param name="Changes">What was corrected, from what to what.</param>
public sealed record CaseLine(string What, string? Who, DateTimeOffset At, string? Note, string? Changes = null);
