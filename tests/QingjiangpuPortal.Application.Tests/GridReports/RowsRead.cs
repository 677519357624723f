using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace QingjiangpuPortal.Application.Tests.GridReports;

/// <summary>How many rows the database handed out while something was done, by whatever context did it.</summary>
internal sealed class RowsRead : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<RowsRead?> Current = new();
    private int _rows;

    public static async Task<int> WhileAsync(Func<Task> what)
    {
        var rows = new RowsRead();
        using var all = DiagnosticListener.AllListeners.Subscribe(rows);
        Current.Value = rows;
        await what();
        Current.Value = null;
        return rows._rows;
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener listener)
    {
        if (listener.Name == DbLoggerCategory) listener.Subscribe(this);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> happened)
    {
        // Others read at the same time.
        if (happened.Value is DataReaderDisposingEventData reader && Current.Value == this) Interlocked.Add(ref _rows, reader.ReadCount);
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }
    void IObserver<DiagnosticListener>.OnError(Exception error) { }
    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }
    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }

    private const string DbLoggerCategory = "Microsoft.EntityFrameworkCore";
}
