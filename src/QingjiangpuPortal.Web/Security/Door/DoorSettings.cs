using System.ComponentModel.DataAnnotations;

namespace QingjiangpuPortal.Web.Security.Door;

/// <summary>How much the portal takes from one source (configuration section <c>Portal:Door</c>); docs/operations.md explains every setting.</summary>
public sealed class DoorSettings : IValidatableObject
{
    public const string Section = "Portal:Door";

    /// <summary>What all settings count in.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public SourceLimits Pages { get; init; } = new() { PerAddress = 20_000, PerAccount = 2_000, PerDevice = 2_000 };

    /// <summary>Searches, JSON for maps and pickers, pictures: a page asks for many.</summary>
    public SourceLimits Search { get; init; } = new() { PerAddress = 40_000, PerAccount = 6_000, PerDevice = 6_000 };
    public SourceLimits Forms { get; init; } = new() { PerAddress = 4_000, PerAccount = 400, PerDevice = 400 };

    /// <summary>Passwords, codes, and whatever else an account is opened or changed with.</summary>
    public SourceLimits SignIn { get; init; } = new() { PerAddress = 600, PerAccount = 60, PerDevice = 60 };

    /// <summary>A report takes two sendings, preview and filing.</summary>
    public SourceLimits Filing { get; init; } = new() { PerAddress = 120, PerAccount = 20, PerDevice = 20 };

    /// <summary>Forms of the staff that take photos.</summary>
    public SourceLimits Uploads { get; init; } = new() { PerAddress = 2_000, PerAccount = 200, PerDevice = 200 };
    public SourceLimits Exports { get; init; } = new() { PerAddress = 60, PerAccount = 10, PerDevice = 10 };

    /// <summary>Megabytes that one source may upload; at least one whole form.</summary>
    public SourceLimits UploadMegabytes { get; init; } = new() { PerAddress = 4_000, PerAccount = 600, PerDevice = 600 };

    /// <summary>Reports filed before the next one asks for a challenge.</summary>
    public SourceLimits FilingsBeforeChallenge { get; init; } = new() { PerAddress = 40, PerAccount = 8, PerDevice = 8 };

    /// <summary>Tries to sign in, and codes asked for, before the next one asks for a challenge.</summary>
    public SourceLimits SignInsBeforeChallenge { get; init; } = new() { PerAddress = 100, PerAccount = 10, PerDevice = 10 };

    /// <summary>Failed sign-ins and challenges after which an address is blocked for <see cref="BlockedForMinutes"/>.</summary>
    [Range(1, 1_000_000_000)]
    public int FailuresUntilBlocked { get; init; } = 300;

    [Range(1, 24 * 60)]
    public int BlockedForMinutes { get; init; } = 60;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UploadMegabytes.Smallest < RequestSizes.MegabytesOfUpload)
            yield return new($"{nameof(UploadMegabytes)} must be at least {RequestSizes.MegabytesOfUpload}: one form with its photos.");
        foreach (var (name, limits) in All())
            if (limits.Smallest < 1)
                yield return new($"{Section}:{name} has a limit below 1.");
    }

    private IEnumerable<(string Name, SourceLimits Limits)> All() =>
    [
        (nameof(Pages), Pages), (nameof(Search), Search), (nameof(Forms), Forms), (nameof(SignIn), SignIn), (nameof(Filing), Filing),
        (nameof(Uploads), Uploads), (nameof(Exports), Exports), (nameof(FilingsBeforeChallenge), FilingsBeforeChallenge),
        (nameof(SignInsBeforeChallenge), SignInsBeforeChallenge),
    ];
}

/// <summary>
/// Limits for each way to recognise a source. Whole compounds share one address, so its limit is far above that of a device,
/// which is a cookie that can be thrown away, and of an account.
/// </summary>
public sealed class SourceLimits
{
    public int PerAddress { get; init; }
    public int PerAccount { get; init; }
    public int PerDevice { get; init; }

    internal int Smallest => Math.Min(PerAddress, Math.Min(PerAccount, PerDevice));
}
