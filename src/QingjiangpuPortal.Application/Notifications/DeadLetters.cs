using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.Notifications;

/// <summary>未送达消息: what was given up, the latest first. To whom is not shown: the system administrator opens no personal data.</summary>
public sealed record ListDeadLetters(string? After = null) : IQuery<DeadLetters>
{
    public Permission Permission => Permission.OperatePortal;
}

public sealed record DeadLetters(int Count, Page<DeadLetterRow> Page);

/// <param name="Number">Of the report that it is about, where it is one.</param>
public sealed record DeadLetterRow(
    Guid Id, NotificationKind Kind, NotificationChannels Channel, string? Number, int Attempts, string? Error, DateTimeOffset CreatedAt, DateTimeOffset GivenUpAt);

internal sealed class ListDeadLettersHandler(PortalDb db) : IRequestHandler<ListDeadLetters, ErrorOr<DeadLetters>>
{
    public async Task<ErrorOr<DeadLetters>> Handle(ListDeadLetters request, CancellationToken cancellationToken)
    {
        var dead = db.OutboxMessages.Where(m => m.State == OutboxState.Dead && NotificationKinds.Known.Contains(m.Kind));
        var count = await dead.CountAsync(cancellationToken);
        if (Cursor.Parse(request.After) is { } after) dead = dead.Where(m => m.SettledAt <= after.At && (m.SettledAt < after.At || m.Id < after.Id));
        var rows = await dead.OrderByDescending(m => m.SettledAt).ThenByDescending(m => m.Id).Take(Page<DeadLetterRow>.Size + 1)
            .Select(m => new { m.Id, m.Kind, m.Channel, m.Facts, m.Attempts, m.LastError, m.CreatedAt, m.SettledAt }).ToListAsync(cancellationToken);
        return new DeadLetters(count, rows
            .ConvertAll(m => new DeadLetterRow(m.Id, m.Kind, m.Channel, m.Facts.GetValueOrDefault("number"), m.Attempts, m.LastError, m.CreatedAt, m.SettledAt!.Value))
            .ToPage(row => new(row.GivenUpAt, row.Id)));
    }
}

/// <summary>重发一条.</summary>
public sealed record RetryDeadLetter(Guid MessageId) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.OperatePortal;
    public AuditSubject? Subject => AuditSubject.Of<OutboxMessage>(MessageId);
}

/// <summary>丢弃一条: it is not sent any more; the notification in the inbox stays.</summary>
public sealed record DiscardDeadLetter(Guid MessageId) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.OperatePortal;
    public AuditSubject? Subject => AuditSubject.Of<OutboxMessage>(MessageId);
}

/// <summary>全部重发, the longest given up first.</summary>
/// <returns>How many; as many as <see cref="BatchSize"/> means that more may be left.</returns>
public sealed record RetryDeadLetters : ICommand<int>, IAbout
{
    public const int BatchSize = 1000;

    public Permission Permission => Permission.OperatePortal;
    public AuditSubject? Subject => new("OutboxMessage", "dead");
}

internal sealed class DeadLettersHandler(PortalDb db, TimeProvider clock, AuditNote audit)
    : IRequestHandler<RetryDeadLetter, ErrorOr<Success>>, IRequestHandler<DiscardDeadLetter, ErrorOr<Success>>, IRequestHandler<RetryDeadLetters, ErrorOr<int>>
{
    public Task<ErrorOr<Success>> Handle(RetryDeadLetter request, CancellationToken cancellationToken) =>
        ChangeAsync(request.MessageId, message => message.Retry(clock.GetUtcNow()), cancellationToken);

    public Task<ErrorOr<Success>> Handle(DiscardDeadLetter request, CancellationToken cancellationToken) =>
        ChangeAsync(request.MessageId, message => message.Discard(clock.GetUtcNow()), cancellationToken);

    public async Task<ErrorOr<int>> Handle(RetryDeadLetters request, CancellationToken cancellationToken)
    {
        var dead = await db.OutboxMessages.Where(m => m.State == OutboxState.Dead).OrderBy(m => m.SettledAt).ThenBy(m => m.Id)
            .Take(RetryDeadLetters.BatchSize).ToListAsync(cancellationToken);
        foreach (var message in dead) message.Retry(clock.GetUtcNow());
        audit.NothingDone = dead.Count == 0;
        return dead.Count;
    }

    private async Task<ErrorOr<Success>> ChangeAsync(Guid id, Action<OutboxMessage> change, CancellationToken cancellationToken)
    {
        var message = await db.OutboxMessages.SingleOrDefaultAsync(m => m.Id == id && m.State == OutboxState.Dead, cancellationToken);
        if (message is null) return Failure.NotFound("DeadLetter.NotFound");
        change(message);
        return Result.Success;
    }
}
