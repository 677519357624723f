using System.Diagnostics.Metrics;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Infrastructure.Notifications;

/// <summary>What <c>/metrics</c> says of messages: what waits, since when, what was given up, and what went out or failed.</summary>
internal sealed class OutboxMeter : IDisposable
{
    public const string Name = "QingjiangpuPortal.Outbox";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;

    public OutboxMeter()
    {
        _sent = _meter.CreateCounter<long>("portal.outbox.sent", description: "Messages that were taken by the other side.");
        _failed = _meter.CreateCounter<long>("portal.outbox.failed", description: "Attempts that failed.");
        _meter.CreateObservableGauge("portal.outbox.waiting", () => State.Waiting, description: "Messages that are due and not sent.");
        _meter.CreateObservableGauge("portal.outbox.oldest", () => State.Oldest.TotalSeconds, unit: "s", description: "How long the first of them has been due.");
        _meter.CreateObservableGauge("portal.outbox.dead", () => State.Dead, description: "Messages that were given up.");
    }

    /// <summary>As the last round saw it: scraping asks the database nothing.</summary>
    public OutboxCounts State { get; set; } = new(0, TimeSpan.Zero, 0);

    public void Sent(NotificationChannels channel) => _sent.Add(1, new KeyValuePair<string, object?>("channel", channel.ToString()));

    public void Failed(NotificationChannels channel, string code) =>
        _failed.Add(1, new("channel", channel.ToString()), new("code", code));

    public void Dispose() => _meter.Dispose();
}
