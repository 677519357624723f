using System.ComponentModel.DataAnnotations.Schema;

namespace QingjiangpuPortal.Domain.Common;

/// <summary>Something that happened to an entity and is published, once, while it is saved.</summary>
public interface IDomainEvent;

/// <summary>An entity that remembers what happened to it until it is saved.</summary>
public abstract class Entity
{
    private List<IDomainEvent>? events;

    [NotMapped]
    public IReadOnlyList<IDomainEvent> Events => events ?? (IReadOnlyList<IDomainEvent>)[];

    protected void Raise(IDomainEvent happened) => (events ??= []).Add(happened);

    /// <summary>Hands the events over and forgets them, so that none is published twice.</summary>
    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        var taken = Events;
        events = null;
        return taken;
    }
}
