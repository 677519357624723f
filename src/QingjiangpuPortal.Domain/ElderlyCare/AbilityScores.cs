using System.Globalization;
using System.Text;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>What was found for each of the 26 items, in points; more is better.</summary>
public sealed class AbilityScores
{
    private readonly int[] _scores;

    private AbilityScores(int[] scores) => _scores = scores;

    /// <summary>0 to 90 points.</summary>
    public int Total => _scores.Sum();

    public int this[AbilityItem item] => _scores[(int)item - 1];

    public int SumOf(AbilityGroup group) => AbilityItems.All.Where(terms => terms.Group == group).Sum(terms => this[terms.Item]);

    /// <param name="scores">In the order of <see cref="AbilityItems.All"/>.</param>
    /// <returns><c>Ability.CountWrong</c>, or <c>Ability.ScoreWrong</c>, whose field is the item.</returns>
    public static ErrorOr<AbilityScores> Of(IReadOnlyList<int> scores)
    {
        if (scores.Count != AbilityItems.All.Count) return CountWrong(scores.Count);
        foreach (var terms in AbilityItems.All)
            if (scores[(int)terms.Item - 1] is var score && (score < 0 || score > terms.Max)) return ScoreWrong(terms);
        return new AbilityScores([.. scores]);
    }

    /// <summary>Reads 26 numbers parted by commas, in the order of the form: spaces, full-width digits and commas are accepted.</summary>
    /// <inheritdoc cref="Of" path="/returns"/>
    public static ErrorOr<AbilityScores> Parse(string? text)
    {
        // 、 is what a Chinese keyboard offers for a list; the normal form makes ， a plain comma and leaves it.
        var parts = (text ?? "").Normalize(NormalizationForm.FormKC).Split(',', '、');
        if (parts.Length != AbilityItems.All.Count) return CountWrong(string.IsNullOrWhiteSpace(text) ? 0 : parts.Length);
        var scores = new int[parts.Length];
        foreach (var terms in AbilityItems.All)
            if (!int.TryParse(parts[(int)terms.Item - 1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out scores[(int)terms.Item - 1]))
                return ScoreWrong(terms);
        return Of(scores);
    }

    /// <summary>In the order of <see cref="AbilityItems.All"/>.</summary>
    public int[] ToArray() => [.. _scores];

    /// <summary>What <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join(',', _scores);

    private static Error CountWrong(int count) => Failure.Invalid("Ability.CountWrong", field: null, AbilityItems.All.Count, count);

    private static Error ScoreWrong(AbilityItemTerms terms) =>
        Failure.Invalid("Ability.ScoreWrong", terms.Item.ToString(), (int)terms.Item, terms.Item, terms.Max);
}
