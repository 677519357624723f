namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>
/// Five wrong tries close a mobile number for fifteen minutes, known or not: whether a number has an account cannot be
/// learned from being locked out either. A try is counted before it is checked, so that many at once are not more than five.
/// </summary>
public interface ISignInLockout
{
    /// <summary>Counts a try.</summary>
    /// <returns>Until when the number is closed, or <c>null</c> when the try may be made.</returns>
    Task<DateTimeOffset?> TryAsync(byte[] phoneIndex, CancellationToken cancellationToken);

    /// <summary>Until when the number is closed, without counting a try.</summary>
    Task<DateTimeOffset?> ClosedUntilAsync(byte[] phoneIndex, CancellationToken cancellationToken);

    /// <summary>The try was right, or somebody at the counter knows the owner: counts from nought again.</summary>
    Task ForgiveAsync(byte[] phoneIndex, CancellationToken cancellationToken);
}
