using ErrorOr;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>
/// What one feature holds about people; one implementation per feature. The page "我的信息", the copy and the deletion of an
/// account ask all that are registered, and a test fails while a protected field of the database is claimed by none. Texts are Chinese keys of <c>Texts.en.resx</c>.
/// </summary>
public interface IPersonalDataHolder
{
    /// <summary>The protected properties it answers for, as Entity.Property.</summary>
    IReadOnlyList<string> Claims { get; }

    /// <summary>What is held and why; <c>null</c> when it is nothing about this person.</summary>
    Task<HeldData?> HeldAboutAsync(Guid personId, CancellationToken cancellationToken);

    /// <summary>One by one, the latest first.</summary>
    Task<IReadOnlyList<HeldRecord>> RecordsAsync(Guid personId, int? atMost, CancellationToken cancellationToken);

    /// <summary>Why the account cannot be deleted yet; <c>null</c> when nothing here stands against it.</summary>
    Task<Error?> WhyNotYetAsync(Guid personId, CancellationToken cancellationToken);

    /// <summary>Deletes what is the person's and cuts what stays off from them; saved together with what the others forget.</summary>
    Task ForgetAsync(Guid personId, CancellationToken cancellationToken);
}

/// <summary>On which ground it is held (Personal Information Protection Law, article 13).</summary>
public enum LegalBasis
{
    Consent,
    StatutoryDuty,
}

/// <param name="Code">Stable, for programs that read the copy.</param>
/// <param name="Purpose">What it is used for.</param>
/// <param name="KeptFor">How long it is kept.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="OnDeletion">What becomes of it when the account is deleted.</param>
public sealed record HeldData(
    string Code, string Name, string Purpose, LegalBasis Basis, string KeptFor, string Source, string OnDeletion, IReadOnlyList<HeldField> Fields);

/// <summary>A report, a post, a child … with its fields.</summary>
public sealed record HeldRecord(string Title, IReadOnlyList<HeldField> Fields);

/// <param name="Code">Stable, for programs that read the copy.</param>
/// <param name="Value">What somebody wrote, a number, a day, a moment, a <see cref="Word"/> of the portal, or one of the domain's (an enum).</param>
/// <param name="Masked">How it looks until its owner asks to see it; <c>null</c> where nobody over the shoulder could use it.</param>
public sealed record HeldField(string Code, string Label, object Value, string? Masked = null);

/// <summary>The portal's own word, which is said in the reader's language; what people wrote stays as it is.</summary>
public readonly record struct Word(string Text)
{
    public override string ToString() => Text;
}
