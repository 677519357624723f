using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace QingjiangpuPortal.Web.Documents;

/// <summary>
/// Running text on A4 pages: headings, paragraphs and label–value lines, broken where the page ends; every page says at its
/// head what it is and at its foot which of how many. Sizes are in points.
/// </summary>
internal sealed class PdfPages : IDisposable
{
    private const double Margin = 56;
    private const double HeaderAt = 34;
    private const double FooterAt = 30;
    private const double LabelWidth = 104;

    /// <summary>What may not stand at the beginning of a line (GB/T 15834: closing marks stay with what they close).</summary>
    private const string NeverFirst = "，。、；：！？）》」』”’,.;:!?)";

    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(0x16, 0x26, 0x2d));
    private static readonly XBrush Quiet = new XSolidBrush(XColor.FromArgb(0x5a, 0x6b, 0x73));
    private static readonly XPen Line = new(XColor.FromArgb(0xd5, 0xdd, 0xe0), 0.6);

    private readonly PdfDocument _document = new();
    private readonly string _header;
    private XGraphics _page = null!;
    private double _y;

    public PdfPages(string title, string header, string language)
    {
        PdfFonts.Use();
        _header = header;
        _document.Info.Title = title;
        _document.Language = language;
        NewPage();
        Text(title, PdfFonts.Of(20), Ink, Margin, Width, lineHeight: 28);
        _y += 4;
    }

    private double Width => _page.PageSize.Width - (2 * Margin);

    private double Bottom => _page.PageSize.Height - Margin;

    public void Section(string text)
    {
        // A heading never stands alone at the end of a page.
        Need(64);
        _y += 16;
        Text(text, PdfFonts.Of(14), Ink, Margin, Width, lineHeight: 22);
        _page.DrawLine(Line, Margin, _y + 2, Margin + Width, _y + 2);
        _y += 8;
    }

    public void Heading(string text)
    {
        Need(44);
        _y += 6;
        Text(text, PdfFonts.Of(11), Ink, Margin, Width, lineHeight: 18);
    }

    public void Paragraph(string text) => Text(text, PdfFonts.Of(10), Quiet, Margin, Width, lineHeight: 16);

    public void Field(string label, string value)
    {
        Need(16);
        _page.DrawString(label, PdfFonts.Of(10), Quiet, new XPoint(Margin, _y + 11));
        Text(value, PdfFonts.Of(10), Ink, Margin + LabelWidth, Width - LabelWidth, lineHeight: 16);
    }

    /// <summary>Ends the last page, numbers them all, and hands the file over from its beginning.</summary>
    public Stream Finish(string footer)
    {
        _page.Dispose();
        var font = PdfFonts.Of(8.5);
        for (var i = 0; i < _document.PageCount; i++)
        {
            using var page = XGraphics.FromPdfPage(_document.Pages[i], XGraphicsPdfPageOptions.Append);
            var (width, height) = (page.PageSize.Width, page.PageSize.Height);
            page.DrawString(_header, font, Quiet, new XPoint(Margin, HeaderAt));
            page.DrawLine(Line, Margin, HeaderAt + 6, width - Margin, HeaderAt + 6);
            page.DrawString(footer, font, Quiet, new XPoint(Margin, height - FooterAt));
            var number = $"{i + 1} / {_document.PageCount}";
            page.DrawString(number, font, Quiet, new XPoint(width - Margin - page.MeasureString(number, font).Width, height - FooterAt));
        }
        var file = new MemoryStream();
        _document.Save(file, closeStream: false);
        file.Position = 0;
        return file;
    }

    public void Dispose()
    {
        _page.Dispose();
        _document.Dispose();
    }

    private void Text(string text, XFont font, XBrush brush, double x, double width, double lineHeight)
    {
        foreach (var line in Lines(text, font, width))
        {
            Need(lineHeight);
            _page.DrawString(line, font, brush, new XPoint(x, _y + (lineHeight * 0.7)));
            _y += lineHeight;
        }
    }

    private void Need(double height)
    {
        if (_y + height > Bottom) NewPage();
    }

    private void NewPage()
    {
        _page?.Dispose();
        var page = _document.AddPage();
        page.Size = PageSize.A4;
        _page = XGraphics.FromPdfPage(page);
        _y = Margin;
    }

    /// <summary>Chinese breaks after any character; a Latin word or a number stays whole while it fits a line.</summary>
    private IEnumerable<string> Lines(string text, XFont font, double width)
    {
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var start = 0;
            while (start < paragraph.Length)
            {
                var end = start + FittingLength(paragraph[start..], font, width);
                yield return paragraph[start..end].TrimEnd();
                start = end;
                while (start < paragraph.Length && paragraph[start] == ' ') start++;
            }
        }
    }

    private int FittingLength(string text, XFont font, double width)
    {
        var fits = 1;
        while (fits < text.Length && _page.MeasureString(text[..(fits + 1)], font).Width <= width) fits++;
        if (fits == text.Length) return fits;
        var cut = fits;
        while (cut > 1 && (NeverFirst.Contains(text[cut], StringComparison.Ordinal) || char.IsLowSurrogate(text[cut])
            || (char.IsAscii(text[cut]) && char.IsAscii(text[cut - 1]) && text[cut] != ' '))) cut--;
        return cut > 1 ? cut : fits;
    }
}

/// <summary>The one typeface of our PDF files, beside the program (Noto Sans SC, OFL 1.1); only the characters used are embedded.</summary>
internal sealed class PdfFonts : IFontResolver
{
    private const string Family = "Noto Sans SC";
    private static readonly byte[] Face = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSansSC_400Regular.ttf"));

    static PdfFonts() => GlobalFontSettings.FontResolver = new PdfFonts();

    /// <summary>Makes sure that the static constructor, which tells PDFsharp, has run.</summary>
    public static void Use()
    {
    }

    public static XFont Of(double size) => new(Family, size, XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(Family);

    public byte[] GetFont(string faceName) => Face;
}
