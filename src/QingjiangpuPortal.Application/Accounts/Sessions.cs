using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>登录的设备: where one is signed in now, this browser first, then the last seen.</summary>
public sealed record ListMySessions(DateTimeOffset? Before = null) : IQuery<SessionPage>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="Next">Sessions last seen before this follow; <c>null</c> where there are none.</param>
public sealed record SessionPage(IReadOnlyList<SessionRow> Items, DateTimeOffset? Next);

public sealed record SessionRow(
    Guid Id, bool IsThis, string Device, string? Address, SignInMethod Method, bool HasSecondFactor, DateTimeOffset StartedAt, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt);

internal sealed class ListMySessionsHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<ListMySessions, ErrorOr<SessionPage>>
{
    private const int Size = 20;

    public async Task<ErrorOr<SessionPage>> Handle(ListMySessions request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = request.Before?.ToUniversalTime() ?? DateTimeOffset.MaxValue;
        var rows = await db.Sessions.AsNoTracking()
            .Where(s => s.PersonId == user.PersonId && s.EndedAt == null && s.ExpiresAt > now && s.SeenAt < before)
            .OrderByDescending(s => s.SeenAt).Take(Size + 1)
            .Select(s => new SessionRow(s.Id, s.Id == user.Origin.SessionId, s.Device, s.Address, s.Method, s.HasSecondFactor, s.StartedAt, s.SeenAt, s.ExpiresAt))
            .ToListAsync(cancellationToken);
        var shown = rows.Take(Size).ToList();
        return new SessionPage([.. shown.OrderByDescending(s => s.IsThis)], rows.Count > Size ? shown[^1].SeenAt : null);
    }
}

/// <summary>退出: ends the session of this browser.</summary>
public sealed record SignOut : ICommand<SignedOut>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.Anyone;
    public AuditKind AuditKind => AuditKind.SignIn;
}

/// <param name="Provider">The other provider that had opened the session, where one is still signed in; <c>null</c> for none.</param>
public sealed record SignedOut(string? Provider);

internal sealed class SignOutHandler(PortalDb db, ICurrentUser user, ISignIn signIn, TimeProvider clock, AuditNote audit) : IRequestHandler<SignOut, ErrorOr<SignedOut>>
{
    public async Task<ErrorOr<SignedOut>> Handle(SignOut request, CancellationToken cancellationToken)
    {
        audit.NothingDone = !user.IsSignedIn;
        var session = user.IsSignedIn ? await db.SessionOfAsync(user, cancellationToken) : null;
        session?.End(clock.GetUtcNow());
        signIn.ForgetSession();
        return new SignedOut(session?.Provider);
    }
}

/// <summary>Ends one of one's own sessions elsewhere.</summary>
public sealed record EndSession(Guid SessionId) : ICommand<Success>, IAboutMyself, IAuditedAs, IAbout
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.SignIn;
    public AuditSubject? Subject => AuditSubject.Of<Session>(SessionId);
}

internal sealed class EndSessionHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<EndSession, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(EndSession request, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == request.SessionId && s.PersonId == user.PersonId, cancellationToken);
        if (session is null) return Failure.NotFound("Session.NotFound");
        session.End(clock.GetUtcNow());
        return Result.Success;
    }
}

/// <summary>Ends all of one's sessions but this one.</summary>
public sealed record EndOtherSessions : ICommand<Success>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.SignIn;
}

internal sealed class EndOtherSessionsHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<EndOtherSessions, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(EndOtherSessions request, CancellationToken cancellationToken)
    {
        await db.EndSessionsAsync(user.PersonId!.Value, user.Origin.SessionId, clock.GetUtcNow(), cancellationToken);
        return Result.Success;
    }
}
