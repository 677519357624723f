using System.Text.RegularExpressions;

namespace QingjiangpuPortal.Domain.Common;

/// <summary>What a resident wrote, made fit for the public: mobile, fixed-line and ID numbers are blotted out.</summary>
public static partial class PublicText
{
    // Look-arounds instead of \b: Chinese characters count as word characters, so 电话138… has no boundary.
    [GeneratedRegex(@"(?<!\d)(?:\d{17}[\dXx]|\d{15}|(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?![\dXx])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PersonalNumber();

    public static string Of(string text) => PersonalNumber().Replace(text, "***");
}
