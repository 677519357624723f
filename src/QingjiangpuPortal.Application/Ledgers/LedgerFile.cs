using System.Globalization;
using System.IO.Compression;
using System.Xml;
using ErrorOr;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>A row as it stands in the file: its number as the spreadsheet counts it, and its cells by their columns; empty ones are left out.</summary>
public sealed record LedgerFileRow(int Number, IReadOnlyDictionary<string, string> Cells);

/// <summary>
/// An XLSX file for the register, read row by row. An XLSX is a ZIP archive of XML: what it unpacks to is limited before anything is unpacked, and
/// nothing of it is written to the disk.
/// </summary>
public static class LedgerFile
{
    /// <summary>200,000 rows of all columns have some 300 MB of XML; an archive that claims more is no list of people.</summary>
    private const long MostUnpacked = 600L * 1024 * 1024;
    private const int MostEntries = 200;
    private const int MostColumns = 100;

    /// <summary>Beyond this a spreadsheet's number has lost its last digits.</summary>
    private const double FirstInexact = 1e15;

    /// <summary>Of the form.</summary>
    private const string Field = "Upload";

    private static Error NotXlsx => Failure.Invalid("LedgerImport.NotXlsx", Field);

    private static readonly OpenXmlConfiguration Configuration = new()
    {
        // The cache of texts would stand on the disk in clear.
        EnableSharedStringCache = false,
        FillMergedCells = false,
        IgnoreEmptyRows = false,
    };

    /// <summary>Goes through the whole file: it is one, its heading is known, its rows can be read and are not too many.</summary>
    /// <returns>How many rows it has; or <c>LedgerImport.NotXlsx</c>, <c>ColumnUnknown</c>, <c>ColumnTwice</c>, <c>ColumnMissing</c>, <c>NoRows</c>, <c>TooManyRows</c>.</returns>
    public static ErrorOr<int> Check(byte[] file)
    {
        if (!IsSpreadsheet(file)) return NotXlsx;
        try
        {
            var columns = Heading(file);
            if (columns.IsError) return columns.Errors;
            var rows = 0;
            foreach (var _ in Rows(file))
                if (++rows > LedgerImport.MaxRows) return Failure.Invalid("LedgerImport.TooManyRows", Field, LedgerImport.MaxRows);
            return rows == 0 ? Failure.Invalid("LedgerImport.NoRows", Field) : rows;
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            return NotXlsx;
        }
    }

    /// <summary>The rows below the heading that have a cell, one after another.</summary>
    public static IEnumerable<LedgerFileRow> Rows(byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        Dictionary<string, string>? columns = null;
        var number = 0;
        foreach (IDictionary<string, object?> cells in stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX, configuration: Configuration))
        {
            number++;
            if (columns is null)
            {
                columns = Named(cells).ToDictionary(c => c.Key, c => c.Name, StringComparer.Ordinal);
                continue;
            }
            var row = new Dictionary<string, string>(columns.Count, StringComparer.Ordinal);
            foreach (var (key, name) in columns)
                if (cells.TryGetValue(key, out var cell) && TextOf(cell) is { } text && name != LedgerColumns.Reason) row[name] = text;
            if (row.Count > 0) yield return new(number, row);
        }
    }

    /// <summary>What goes wrong inside the library with a file that is not as it should be.</summary>
    private static bool IsOfTheFile(Exception e) =>
        e is InvalidDataException or XmlException or FormatException or KeyNotFoundException or NullReferenceException or ArgumentException or IndexOutOfRangeException
            or InvalidOperationException or OverflowException or IOException or NotSupportedException;

    private static ErrorOr<Success> Heading(byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        var first = (IDictionary<string, object?>?)stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX, configuration: Configuration).FirstOrDefault();
        var names = Named(first ?? new Dictionary<string, object?>()).Select(c => c.Name).ToList();
        if (names.Find(name => name != LedgerColumns.Reason && !LedgerColumns.All.Contains(name)) is { } unknown) return Failure.Invalid("LedgerImport.ColumnUnknown", Field, Short(unknown));
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) return Failure.Invalid("LedgerImport.ColumnTwice", Field, twice.Key);
        if (LedgerColumns.Required.FirstOrDefault(name => !names.Contains(name)) is { } missing) return Failure.Invalid("LedgerImport.ColumnMissing", Field, missing);
        return Result.Success;
    }

    private static IEnumerable<(string Key, string Name)> Named(IDictionary<string, object?> heading) =>
        from cell in heading.Take(MostColumns)
        let name = TextOf(cell.Value)
        where name is not null
        select (cell.Key, name);

    /// <summary>Long headings are rows of data: they are not said whole.</summary>
    private static string Short(string name) => name.Length > 12 ? name[..12] + "…" : name;

    private static string? TextOf(object? cell) => cell switch
    {
        null => null,
        string text => text.Trim() is { Length: > 0 } said ? said : null,
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        // 3.20812E+17, which nothing takes for a number of digits.
        double and (>= FirstInexact or <= -FirstInexact) and var inexact => inexact.ToString("E5", CultureInfo.InvariantCulture),
        double number => number.ToString("0.####", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(format: null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };

    private static bool IsSpreadsheet(byte[] file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            return archive.Entries.Count <= MostEntries && archive.Entries.Sum(entry => entry.Length) <= MostUnpacked && archive.GetEntry("xl/workbook.xml") is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
