using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.Notifications;

/// <summary>
/// What a notification says, in Chinese (<c>NotificationTexts.resx</c>) or English (<c>NotificationTexts.en.resx</c>): of every kind a
/// title and a sentence, with the facts in braces. One place for pages, mail, short messages and what a browser shows.
/// </summary>
public static partial class NotificationWords
{
    /// <summary>Ends the name of a fact that is a time.</summary>
    private const string TimeSuffix = "At";

    /// <summary>Ends the name of a fact's English form, where it has one.</summary>
    private const string EnglishSuffix = "En";

    private static readonly ResourceManager Texts = new("QingjiangpuPortal.Application.Notifications.NotificationTexts", typeof(NotificationWords).Assembly);
    private static readonly CultureInfo Chinese = CultureInfo.InvariantCulture;
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static string Title(NotificationKind kind, IReadOnlyDictionary<string, string> facts, bool inEnglish) => Say($"{kind}.Title", facts, inEnglish);

    public static string Text(NotificationKind kind, IReadOnlyDictionary<string, string> facts, bool inEnglish) => Say($"{kind}.Text", facts, inEnglish);

    /// <summary>A sentence of the portal's own, for mail and messages.</summary>
    public static string Of(string key, bool inEnglish) => Texts.GetString(key, inEnglish ? English : Chinese) ?? throw new MissingManifestResourceException($"NotificationTexts lacks {key}.");

    /// <summary>A time as a fact; its name must end in <c>At</c>.</summary>
    public static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    internal static IEnumerable<string> Keys(bool inEnglish) =>
        Texts.GetResourceSet(inEnglish ? English : Chinese, createIfNotExists: true, tryParents: false)!.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key);

    private static string Say(string key, IReadOnlyDictionary<string, string> facts, bool inEnglish) =>
        FactInBraces().Replace(Of(key, inEnglish), match => Fact(match.Groups["name"].Value, facts, inEnglish));

    private static string Fact(string name, IReadOnlyDictionary<string, string> facts, bool inEnglish)
    {
        if (inEnglish && facts.TryGetValue(name + EnglishSuffix, out var english)) return english;
        var value = facts.GetValueOrDefault(name, "");
        return name.EndsWith(TimeSuffix, StringComparison.Ordinal) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? ChinaTime.ToLocal(at).ToString(inEnglish ? "d MMM HH:mm" : "M月d日 HH:mm", inEnglish ? English : Chinese)
            : value;
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FactInBraces();
}
