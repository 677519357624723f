using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QingjiangpuPortal.Web.Security.Door;

/// <summary>A sum below one hundred, asked in words and answered in digits or words.</summary>
internal sealed record SumQuestion(int First, int Second)
{
    private static readonly string[] English =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] EnglishTens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    public int Answer => First + Second;

    public static SumQuestion New() => new(RandomNumberGenerator.GetInt32(11, 90), RandomNumberGenerator.GetInt32(1, 10));

    /// <summary>37 in the words of the request's language.</summary>
    public static string InWords(int number) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? InChinese(number) : InEnglish(number);

    public static bool IsRight(int answer, string typed)
    {
        var plain = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c != '-')).ToLowerInvariant();
        return plain == answer.ToString(CultureInfo.InvariantCulture) || plain == InChinese(answer)
            || plain == InEnglish(answer).Replace("-", "", StringComparison.Ordinal);
    }

    private static string InChinese(int number)
    {
        const string Digits = "零一二三四五六七八九";
        var ones = number % 10 == 0 ? "" : Digits[number % 10].ToString();
        return number switch
        {
            < 10 => Digits[number].ToString(),
            < 20 => "十" + ones,
            _ => Digits[number / 10] + "十" + ones,
        };
    }

    private static string InEnglish(int number) =>
        number < 20 ? English[number] : number % 10 == 0 ? EnglishTens[number / 10] : $"{EnglishTens[number / 10]}-{English[number % 10]}";
}
