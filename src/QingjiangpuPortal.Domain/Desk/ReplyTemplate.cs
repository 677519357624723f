namespace QingjiangpuPortal.Domain.Desk;

/// <summary>回复模板: a text that is written again and again, its owner's alone or that of a unit.</summary>
public sealed class ReplyTemplate : IShared
{
    public const int MaxTitle = 30;
    public const int MaxText = 1000;

    private ReplyTemplate() { }

    public Guid Id { get; private set; }
    public Guid? OwnerId { get; private set; }

    public string? SharedUnitCode { get; private set; }
    public string Title { get; private set; } = null!;

    /// <summary>With the places of <see cref="Placeholders"/>.</summary>
    public string Text { get; private set; } = null!;
    public DateTimeOffset ChangedAt { get; private set; }

    public static ReplyTemplate Create(Guid id, Guid ownerId, string title, string text, string? sharedUnitCode, DateTimeOffset at)
    {
        var template = new ReplyTemplate { Id = id, OwnerId = ownerId };
        template.Change(title, text, sharedUnitCode, ownerId, at);
        return template;
    }

    /// <param name="by">Whoever takes it from its unit has it from now on.</param>
    public void Change(string title, string text, string? sharedUnitCode, Guid by, DateTimeOffset at)
    {
        if (sharedUnitCode is null) OwnerId = by;
        (Title, Text, SharedUnitCode, ChangedAt) = (title, text, sharedUnitCode, at);
    }

    public void ForgetOwner() => OwnerId = null;
}

/// <summary>The places in a template that each report fills with what is its own; anything else in braces stays as it was typed.</summary>
public static class Placeholders
{
    public const string Number = "{number}";
    public const string Address = "{address}";
    public const string Category = "{category}";
    public const string Due = "{due}";

    public static readonly IReadOnlyList<string> All = [Number, Address, Category, Due];

    /// <summary>Every place is filled once and by what stood in the template: braces in an address are no places.</summary>
    public static string Fill(string template, string number, string address, string category, string due)
    {
        var filled = new System.Text.StringBuilder(template.Length);
        for (var at = 0; at < template.Length;)
        {
            var place = template[at] == '{' ? All.FirstOrDefault(p => string.CompareOrdinal(template, at, p, 0, p.Length) == 0) : null;
            if (place is null)
            {
                filled.Append(template[at++]);
                continue;
            }
            filled.Append(place switch { Number => number, Address => address, Category => category, _ => due });
            at += place.Length;
        }
        return filled.ToString();
    }
}
