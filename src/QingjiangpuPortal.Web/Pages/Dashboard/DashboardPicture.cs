using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Web.Localization;
using SkiaSharp;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>The dashboard as one picture for a report or a chat: the numbers, the curve, the units and the categories, each number written out.</summary>
internal static class DashboardPicture
{
    private const int Width = 1600;
    private const int Margin = 60;
    private const int RowHeight = 44;

    private static readonly SKTypeface Face = SKTypeface.FromFile(Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSansSC_400Regular.ttf"));
    private static readonly SKColor Ink = new(0x16, 0x26, 0x2d);
    private static readonly SKColor Faint = new(0x56, 0x68, 0x70);
    private static readonly SKColor Canal = new(0x0f, 0x5c, 0x6e);
    private static readonly SKColor Wash = new(0xdc, 0xee, 0xf1);
    private static readonly SKColor Line = new(0xe4, 0xdf, 0xd5);

    public static byte[] Draw(DashboardPage page, DashboardTexts text, Words words)
    {
        var numbers = page.Numbers;
        var units = numbers.Units.OrderByDescending(u => u.Numbers.Filed).Take(20).ToList();
        var bars = numbers.ByCategory?.OrderByDescending(c => c.Numbers.Filed).ToList() ?? [];
        var rows = Math.Max(units.Count, bars.Count);
        using var surface = SKSurface.Create(new SKImageInfo(Width, 860 + rows * RowHeight));
        var canvas = surface.Canvas;
        canvas.Clear(new SKColor(0xfa, 0xf8, 0xf4));

        Write(canvas, $"{page.NameOf(numbers.Unit)} · {text.Of("统计分析")} · {text.Period}", Margin, 90, 40, Ink);
        Write(canvas, text.Method, Margin, 132, 20, Faint);
        DrawFigures(canvas, numbers, text);
        DrawCurve(canvas, numbers, text, top: 430);
        Write(canvas, text.Of("各单位上报"), Margin, 800, 26, Ink);
        DrawBars(canvas, Margin, [.. units.Select(u => (page.NameOf(u.Code), u.Numbers.Filed, u.YearBefore.Filed))], numbers.HasYearBefore);
        Write(canvas, bars.Count > 0 ? text.Of("分类别上报") : "", Width / 2 + 20, 800, 26, Ink);
        DrawBars(canvas, Width / 2 + 20, [.. bars.Select(c => (Words.Of(c.Name), c.Numbers.Filed, c.YearBefore.Filed))], numbers.HasYearBefore);

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void DrawFigures(SKCanvas canvas, Application.Dashboards.Dashboard numbers, DashboardTexts text)
    {
        var (now, before) = (numbers.Total, numbers.YearBefore);
        (string Name, string Value, string Compared)[] figures =
        [
            (text.Of("上报"), $"{now.Filed}", text.Compared(now.Filed, before.Filed)),
            (text.Of("办结"), $"{now.Resolved}", text.Compared(now.Resolved, before.Resolved)),
            (text.Of("在办"), $"{numbers.Open}", text.Of("其中超期 {0}", numbers.Overdue)),
            (text.Of("响应率"), DashboardTexts.Percent(now.Response.Value) + "%", text.Compared(now.Response, before.Response).Text),
            (text.Of("按时办结率"), DashboardTexts.Percent(now.OnTime.Value) + "%", text.Compared(now.OnTime, before.OnTime).Text),
            (text.Of("解决率"), DashboardTexts.Percent(now.Resolution.Value) + "%", text.Compared(now.Resolution, before.Resolution).Text),
            (text.Of("满意率"), DashboardTexts.Percent(now.Satisfaction.Value) + "%", text.Compared(now.Satisfaction, before.Satisfaction).Text),
        ];
        const int perRow = 4;
        var wide = (Width - 2 * Margin) / perRow;
        for (var i = 0; i < figures.Length; i++)
        {
            var (x, y) = (Margin + i % perRow * wide, 190 + i / perRow * 120);
            Write(canvas, figures[i].Name, x, y, 20, Faint);
            Write(canvas, figures[i].Value, x, y + 46, 42, Canal);
            Write(canvas, figures[i].Compared, x, y + 76, 18, Faint);
        }
    }

    private static void DrawCurve(SKCanvas canvas, Application.Dashboards.Dashboard numbers, DashboardTexts text, float top)
    {
        const float height = 250;
        Write(canvas, text.Of("上报走势"), Margin, top + 10, 26, Ink);
        var points = numbers.Trend;
        var most = Math.Max(1, points.Select(p => Math.Max(p.Filed, p.FiledYearBefore ?? 0)).DefaultIfEmpty().Max());
        using var line = new SKPaint { Color = Line, StrokeWidth = 2, IsAntialias = true };
        canvas.DrawLine(Margin, top + 40 + height, Width - Margin, top + 40 + height, line);
        Write(canvas, $"{most}", Width - Margin - 80, top + 34, 18, Faint);
        if (points.Any(p => p.FiledYearBefore is not null)) Curve([.. points.Select(p => p.FiledYearBefore ?? 0)], Faint, dashed: true);
        Curve([.. points.Select(p => p.Filed)], Canal, dashed: false);
        if (points.Count == 0) return;
        Write(canvas, DashboardTexts.Day(points[0].First), Margin, top + 68 + height, 18, Faint);
        Write(canvas, DashboardTexts.Day(points[^1].Last), Width - Margin - 110, top + 68 + height, 18, Faint);

        void Curve(int[] values, SKColor colour, bool dashed)
        {
            using var paint = new SKPaint { Color = colour, StrokeWidth = dashed ? 2 : 4, IsAntialias = true, Style = SKPaintStyle.Stroke };
            using var dash = dashed ? SKPathEffect.CreateDash([8, 8], 0) : null;
            paint.PathEffect = dash;
            for (var i = 1; i < values.Length; i++) canvas.DrawLine(At(i - 1), At(i), paint);

            SKPoint At(int i) => new(
                Margin + (float)i / Math.Max(1, values.Length - 1) * (Width - 2 * Margin), top + 40 + height - (float)values[i] / most * height);
        }
    }

    private static void DrawBars(SKCanvas canvas, float left, IReadOnlyList<(string Name, int Now, int Before)> bars, bool compares)
    {
        const float name = 250;
        const float most = 260;
        var top = Math.Max(1, bars.Select(b => b.Now).DefaultIfEmpty().Max());
        using var wash = new SKPaint { Color = Wash };
        using var fill = new SKPaint { Color = Canal };
        for (var i = 0; i < bars.Count; i++)
        {
            var y = 840 + i * RowHeight;
            Write(canvas, bars[i].Name, left, y, 20, Ink, name - 10);
            canvas.DrawRect(left + name, y - 16, most, 18, wash);
            canvas.DrawRect(left + name, y - 16, most * bars[i].Now / top, 18, fill);
            Write(canvas, compares ? $"{bars[i].Now}  {DashboardTexts.Growth(bars[i].Now, bars[i].Before)}" : $"{bars[i].Now}", left + name + most + 12, y, 20, Ink);
        }
    }

    /// <param name="atMost">Cut off with … beyond this width.</param>
    private static void Write(SKCanvas canvas, string text, float x, float y, float size, SKColor colour, float atMost = Width)
    {
        using var font = new SKFont(Face, size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        if (font.MeasureText(text) > atMost)
        {
            while (text.Length > 1 && font.MeasureText(text + "…") > atMost) text = text[..^1];
            text += "…";
        }
        canvas.DrawText(text, x, y, SKTextAlign.Left, font, paint);
    }
}
