namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>Sends short messages. In the demo profile they land in the developer outbox.</summary>
public interface ISmsSender
{
    /// <summary>Whether this deployment can send at all; without it pages do not offer one-time codes.</summary>
    bool IsAvailable { get; }

    Task SendAsync(string mobileNumber, string text, CancellationToken cancellationToken);
}
