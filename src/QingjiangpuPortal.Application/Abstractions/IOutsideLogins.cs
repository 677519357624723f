namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>The identities at other providers that sign a person in here. Changes go with the command's save.</summary>
public interface IOutsideLogins
{
    /// <summary>The person this identity signs in; <c>null</c> when it is nobody's.</summary>
    Task<Guid?> PersonOfAsync(OutsideIdentity identity, CancellationToken cancellationToken);

    /// <summary>The names of the providers that sign this person in.</summary>
    Task<IReadOnlyList<string>> ProvidersOfAsync(Guid personId, CancellationToken cancellationToken);

    void Link(Guid personId, OutsideIdentity identity);

    /// <summary>Does nothing when there is no such link.</summary>
    Task UnlinkAsync(Guid personId, string provider, CancellationToken cancellationToken);

    Task UnlinkAllAsync(Guid personId, CancellationToken cancellationToken);
}

/// <param name="Provider">The provider's name in the configuration.</param>
/// <param name="Subject">Who it is there; kept as a keyed hash only, because it can be a number of the person.</param>
public sealed record OutsideIdentity(string Provider, string Subject);
