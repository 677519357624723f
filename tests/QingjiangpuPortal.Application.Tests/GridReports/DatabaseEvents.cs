using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace QingjiangpuPortal.Application.Tests.GridReports;

/// <summary>What EF Core says of itself while something is done, by whatever context it is done.</summary>
internal sealed class DatabaseEvents : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<ConcurrentQueue<EventData>?> Current = new();

    /// <summary>Once and from the start: EF Core asks whether anybody listens only now and then, and would not notice somebody new at once.</summary>
    [ModuleInitializer]
    internal static void Listen() => DiagnosticListener.AllListeners.Subscribe(new DatabaseEvents());

    public static async Task<IReadOnlyCollection<EventData>> DuringAsync(Func<Task> what)
    {
        var events = new ConcurrentQueue<EventData>();
        Current.Value = events;
        await what();
        Current.Value = null;
        return events;
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
        if (happened.Value is EventData data) Current.Value?.Enqueue(data);
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }
    void IObserver<DiagnosticListener>.OnError(Exception error) { }
    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }
    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }
}
