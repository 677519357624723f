namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>The way to the next and the previous page for <c>_Pager.cshtml</c>; a missing address hides its link.</summary>
/// <param name="Summary">Where in the list this is: 第 21–40 件，共 812 件.</param>
public sealed record Pager(string Summary, string? PreviousHref, string? NextHref);
