namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>A bar for <c>_Meter.cshtml</c>; the number itself is written beside it, so the bar is decoration.</summary>
/// <param name="Share">How full, 0 to 1; what is beyond is cut off.</param>
/// <param name="Css"><c>meter-thin</c>, <c>is-soon</c>, <c>is-late</c> or none.</param>
public sealed record Meter(double Share, string? Css = null)
{
    /// <summary>The bar's length in per cent.</summary>
    public double Percent => Math.Round(Math.Clamp(Share, 0, 1) * 100, 1);
}
