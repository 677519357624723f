namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>One line of what happened to an application, of whatever service.</summary>
public sealed record CaseLine(string What, string? Who, DateTimeOffset At, string? Note);
