using System.Globalization;

namespace QingjiangpuPortal.Web.Pages.Shared;

/// <summary>A line over days for <c>_Trend.cshtml</c>, with an optional second one to compare with.</summary>
/// <param name="Label">What it shows with its main numbers in words, for screen readers.</param>
/// <param name="Values">The values, oldest first.</param>
/// <param name="Before">The values of the period to compare with (dashed).</param>
public sealed record Trend(string Label, IReadOnlyList<int> Values, IReadOnlyList<int>? Before = null)
{
    public const int Width = 600;
    public const int Height = 140;

    private const int Top = 8;

    private int Most => Math.Max(1, Math.Max(Values.DefaultIfEmpty().Max(), Before?.DefaultIfEmpty().Max() ?? 0));

    /// <summary>The points of an SVG line.</summary>
    public string Line(IReadOnlyList<int> values) => string.Join(' ', values.Select((value, index) =>
        string.Create(CultureInfo.InvariantCulture, $"{X(index, values.Count):0.#},{Height - (value * (double)(Height - Top) / Most):0.#}")));

    private static double X(int index, int count) => count < 2 ? 0 : index * (double)Width / (count - 1);
}
