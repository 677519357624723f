using MediatR;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Common;

/// <summary>A domain event on its way to its handlers; Domain knows nothing of MediatR. Handlers may only add entities to the context.</summary>
public sealed record Happened<T>(T Event) : INotification where T : IDomainEvent;

internal static class Happened
{
    public static INotification Wrap(IDomainEvent happened) =>
        (INotification)Activator.CreateInstance(typeof(Happened<>).MakeGenericType(happened.GetType()), happened)!;
}
