using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace QingjiangpuPortal.Application.Tests.GridReports;

/// <summary>What EF Core says of itself while something is done, by whatever context it is done.</summary>
internal sealed class DatabaseEvents : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<DatabaseEvents?> Current = new();
    private readonly ConcurrentQueue<EventData> _events = [];

    public static async Task<IReadOnlyCollection<EventData>> DuringAsync(Func<Task> what)
    {
        var events = new DatabaseEvents();
        using var listening = DiagnosticListener.AllListeners.Subscribe(events);
        Current.Value = events;
        await what();
        Current.Value = null;
        return events._events;
    }

    /// <summary>How many rows the database handed out.</summary>
    public static async Task<int> RowsReadAsync(Func<Task> what) =>
        (await DuringAsync(what)).OfType<DataReaderDisposingEventData>().Sum(reader => reader.ReadCount);

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener listener)
    {
        if (listener.Name == DbLoggerCategory.Name) listener.Subscribe(this);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> happened)
    {
        // Other tests ask the database at the same time.
        if (happened.Value is EventData data && Current.Value == this) _events.Enqueue(data);
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }
    void IObserver<DiagnosticListener>.OnError(Exception error) { }
    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }
    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }
}
