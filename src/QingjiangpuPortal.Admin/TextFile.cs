using System.Text;

namespace QingjiangpuPortal.Admin;

/// <summary>
/// Files that other programs wrote or will read: UTF-8, with or without the mark by which spreadsheets know it, lines ending in LF or CR LF.
/// </summary>
internal static class TextFile
{
    /// <summary>Stands where the bytes are no UTF-8; nobody writes it on purpose.</summary>
    private const char Unreadable = '\uFFFD';

    /// <summary>The lines, numbered from 1.</summary>
    /// <exception cref="InvalidDataException">A line is not UTF-8: a spreadsheet saved it as GBK.</exception>
    public static IEnumerable<TextLine> Lines(string path)
    {
        var number = 0;
        foreach (var text in File.ReadLines(path, Encoding.UTF8))
        {
            var line = new TextLine(path, ++number, text);
            yield return text.Contains(Unreadable, StringComparison.Ordinal) ? throw line.Wrong("it is not UTF-8; save the file as CSV UTF-8.") : line;
        }
    }

    /// <summary>The rows of a CSV file with a heading; blank lines are passed over.</summary>
    /// <exception cref="InvalidDataException">The heading is another, or a line has more or fewer fields.</exception>
    public static IEnumerable<TextRow> Rows(string path, params string[] heading)
    {
        var isFirst = true;
        foreach (var line in Lines(path).Where(line => !string.IsNullOrWhiteSpace(line.Text)))
        {
            var fields = Csv.Fields(line.Text) ?? throw line.Wrong("a quoted field does not end.");
            if (isFirst && !fields.SequenceEqual(heading, StringComparer.OrdinalIgnoreCase)) throw line.Wrong($"the first line is {string.Join(',', heading)}.");
            if (fields.Count != heading.Length) throw line.Wrong($"it has {fields.Count} fields and not {heading.Length}.");
            if (!isFirst) yield return new(line, fields);
            isFirst = false;
        }
        if (isFirst) throw new InvalidDataException($"{path}: the file is empty; the first line is {string.Join(',', heading)}.");
    }

    /// <summary>Writes beside the file and then moves it there: a failure leaves no half file, and an earlier one as it was.</summary>
    public static void Write(string path, Action<TextWriter> write)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder || !Directory.Exists(folder)) throw new InvalidDataException($"{path}: there is no such folder.");
        var unfinished = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            using (var writer = new StreamWriter(new FileStream(unfinished, FileMode.CreateNew)) { NewLine = "\n" }) write(writer);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}

internal readonly record struct TextLine(string File, int Number, string Text)
{
    /// <summary>Says which line of which file is wrong, and why.</summary>
    public InvalidDataException Wrong(string why) => new($"{File}, line {Number}: {why}");
}

internal readonly record struct TextRow(TextLine Line, List<string> Fields)
{
    /// <summary>The names in a field, parted by semicolons.</summary>
    public string[] Names(int field) => Fields[field].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Fields of one line (RFC 4180, without line breaks inside of a field); spaces around a field do not count.</summary>
internal static class Csv
{
    /// <returns><c>null</c> when a quote is not closed, or is followed by something else than a comma.</returns>
    public static List<string>? Fields(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal)) return [.. line.Split(',', StringSplitOptions.TrimEntries)];
        var fields = new List<string>();
        for (var at = 0; at <= line.Length; at++)
        {
            while (at < line.Length && line[at] == ' ') at++;
            if (at == line.Length || line[at] != '"')
            {
                var comma = line.IndexOf(',', at) is var found and >= 0 ? found : line.Length;
                fields.Add(line[at..comma].TrimEnd());
                at = comma;
                continue;
            }
            var field = new StringBuilder();
            while (true)
            {
                if (line.IndexOf('"', at + 1) is var quote && quote < 0) return null;
                field.Append(line, at + 1, quote - at - 1);
                at = quote + 1;
                if (at == line.Length || line[at] != '"') break;
                field.Append('"');
            }
            while (at < line.Length && line[at] == ' ') at++;
            if (at < line.Length && line[at] != ',') return null;
            fields.Add(field.ToString().Trim());
        }
        return fields;
    }

    public static string Field(string value) =>
        value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
