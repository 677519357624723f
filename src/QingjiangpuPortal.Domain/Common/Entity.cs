using System.ComponentModel.DataAnnotations.Schema;

namespace QingjiangpuPortal.Domain.Common;

/// <summary>Something that happened to an entity and is published, once, while it is saved.</summary>
public interface IDomainEvent;

/// <summary>An entity that remembers what happened to it until it is saved.</summary>
public abstract class Entity
{
    private List<IDomainEvent>? _events;

    [NotMapped]
    public IReadOnlyList<IDomainEvent> Events => _events ?? (IReadOnlyList<IDomainEvent>)[];

    protected void Raise(IDomainEvent happened) => (_events ??= []).Add(happened);

    /// <summary>Hands the _events over and forgets them, so that none is published twice.</summary>
    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        var taken = Events;
        _events = null;
        return taken;
    }
}
