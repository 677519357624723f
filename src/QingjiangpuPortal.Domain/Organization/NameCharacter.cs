using System.Globalization;
using System.Text;

namespace QingjiangpuPortal.Domain.Organization;

/// <summary>The blind index of one character of somebody's name: with those of the others it finds them.</summary>
public sealed class NameCharacter
{
    private NameCharacter() { }

    public NameCharacter(Guid personId, byte[] character) => (PersonId, Character) = (personId, character);

    public Guid PersonId { get; private set; }
    public byte[] Character { get; private set; } = null!;

    /// <summary>The different characters of a name as people look for it: without spaces and middle dots, capitals like small letters.</summary>
    public static IReadOnlyList<string> In(string name)
    {
        var characters = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(name.Normalize(NormalizationForm.FormKC).ToUpperInvariant());
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (element.Any(char.IsLetterOrDigit) || char.IsSurrogate(element[0])) characters.Add(element);
        }
        return [.. characters.Distinct(StringComparer.Ordinal)];
    }
}
