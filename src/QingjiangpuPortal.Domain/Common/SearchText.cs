using System.Text;

namespace QingjiangpuPortal.Domain.Common;

/// <summary>
/// Text as search takes it apart: Chinese has no spaces, so each character goes with the one after it (a bigram); words of
/// Latin letters and digits stay whole. The database's <c>search_terms</c> does the same to what is searched (ADR 16).
/// </summary>
public static class SearchText
{
    /// <summary>Longer questions are cut: nobody types them, and every term costs.</summary>
    public const int MaxLength = 60;

    private enum Kind
    {
        /// <summary>Space and punctuation, where a phrase ends.</summary>
        Between,
        Character,
        Word,
    }

    /// <summary>
    /// What was typed as a question in PostgreSQL's <c>tsquery</c>: all parts that stand apart have to be there, each as a
    /// phrase; a single character stands for every word that begins with it. <c>null</c> when nothing in it can be searched.
    /// </summary>
    public static string? Query(string? typed)
    {
        var phrases = new List<string>();
        var phrase = new List<string>();
        var parts = PartsOf((typed ?? "").Length > MaxLength ? typed![..MaxLength] : typed ?? "");
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Kind == Kind.Between) EndPhrase();
            else if (TermAt(parts, i) is { } term) phrase.Add(term);
        }
        EndPhrase();
        return phrases.Count == 0 ? null : string.Join(" & ", phrases.Distinct(StringComparer.Ordinal));

        void EndPhrase()
        {
            if (phrase.Count > 0) phrases.Add(string.Join(" <-> ", phrase));
            phrase.Clear();
        }
    }

    /// <summary>
    /// How alike two texts are in their words, 0 to 1: twice the terms they share over the terms of both (Dice's
    /// coefficient over sets). 0 where one of them says nothing.
    /// </summary>
    /// <param name="apartFrom">Words that do not count, such as a place's name, which everything there has in common.</param>
    public static double Similarity(string one, string other, string? apartFrom = null)
    {
        var (left, right) = (Terms(one), Terms(other));
        if (apartFrom is not null)
        {
            var common = Terms(apartFrom);
            left.ExceptWith(common);
            right.ExceptWith(common);
        }
        if (left.Count == 0 || right.Count == 0) return 0;
        return 2.0 * left.Count(right.Contains) / (left.Count + right.Count);
    }

    /// <summary>The different bigrams and words of a text; of a character that stands alone, itself.</summary>
    private static HashSet<string> Terms(string text)
    {
        var parts = PartsOf(text);
        var terms = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Kind == Kind.Word || (parts[i].Kind == Kind.Character && !FollowsCharacter(parts, i) && !PrecedesCharacter(parts, i)))
                terms.Add(parts[i].Text);
            else if (PrecedesCharacter(parts, i))
                terms.Add(parts[i].Text + parts[i + 1].Text);
        }
        return terms;
    }

    private static string? TermAt(List<(Kind Kind, string Text)> parts, int i)
    {
        if (parts[i].Kind == Kind.Word) return $"'{parts[i].Text}'";
        if (PrecedesCharacter(parts, i)) return $"'{parts[i].Text}{parts[i + 1].Text}'";
        // Where a word follows here, it does in what is searched: there the character stands alone.
        if (i + 1 < parts.Count && parts[i + 1].Kind == Kind.Word) return $"'{parts[i].Text}'";
        // The last of several is in the bigram before it.
        return FollowsCharacter(parts, i) ? null : $"'{parts[i].Text}':*";
    }

    private static bool PrecedesCharacter(List<(Kind Kind, string Text)> parts, int i) =>
        parts[i].Kind == Kind.Character && i + 1 < parts.Count && parts[i + 1].Kind == Kind.Character;

    private static bool FollowsCharacter(List<(Kind Kind, string Text)> parts, int i) => i > 0 && parts[i - 1].Kind == Kind.Character;

    private static List<(Kind Kind, string Text)> PartsOf(string text)
    {
        var parts = new List<(Kind Kind, string Text)>();
        var word = new StringBuilder();
        foreach (var rune in Plain(text).EnumerateRunes())
        {
            if (IsOfWord(rune))
            {
                word.Append((char)rune.Value);
                continue;
            }
            EndWord();
            parts.Add((IsCharacter(rune) ? Kind.Character : Kind.Between, rune.ToString()));
        }
        EndWord();
        return parts;

        void EndWord()
        {
            if (word.Length > 0) parts.Add((Kind.Word, word.ToString()));
            word.Clear();
        }
    }

    /// <summary>Full-width and other variants made one, Latin letters small.</summary>
    private static string Plain(string text)
    {
        // A lone half of a surrogate pair cannot be normalised; as a rune it is the replacement character.
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) sound.Append(rune.ToString());
        return string.Concat(sound.ToString().Normalize(NormalizationForm.FormKC).Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c));
    }

    private static bool IsOfWord(Rune rune) => rune.IsAscii && Rune.IsLetterOrDigit(rune);

    private static bool IsCharacter(Rune rune) => rune.Value
        is >= 0xC0 and <= 0x1FFF or >= 0x2C00 and <= 0x2FEF or >= 0x3005 and <= 0x3007
        or >= 0x3040 and <= 0xD7FF or >= 0xF900 and <= 0xFDFF or >= 0x10000;
}
