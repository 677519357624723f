using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>What was corrected, from what to what, in words: for notifications and for the history on the pages.</summary>
public static class CorrectionWords
{
    /// <returns>户口迁入日：2018-03-01 → 2019-03-01；房屋：……</returns>
    public static string Of(IEnumerable<FactChange> changes, bool inEnglish) => string.Join(Text("Separator", inEnglish), changes.Select(change =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Text("Change", inEnglish), Text(change.Fact.ToString(), inEnglish), Value(change.From, inEnglish), Value(change.To, inEnglish))));

    /// <summary>A day or a masked number as it is, a kind by its word.</summary>
    private static string Value(string? value, bool inEnglish) =>
        value is null ? Text("None", inEnglish) : char.IsAsciiLetterUpper(value[0]) ? Text(value, inEnglish) : value;

    private static string Text(string key, bool inEnglish) => NotificationWords.Of($"Correction.{key}", inEnglish);
}
