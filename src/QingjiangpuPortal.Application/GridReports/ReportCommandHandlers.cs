using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>Something that the staff do to a report, as its page showed it.</summary>
public interface IReportCommand : ICommand<Success>, IAbout
{
    Guid ReportId { get; }

    /// <summary>The version that the page showed; another one is a conflict.</summary>
    uint Version { get; }

    AuditSubject? IAbout.Subject => AuditSubject.Of<GridReport>(ReportId);
}

/// <summary>Something that the reporter does to their own report, as its page showed it.</summary>
public interface IOwnReportCommand : ICommand<Success>, IAbout
{
    OwnReport Which { get; }
    uint Version { get; }

    AuditSubject? IAbout.Subject => Which.Id is { } id ? AuditSubject.Of<GridReport>(id) : null;
}

/// <summary>What every step of the staff has in common: the report, if the permission's scope covers it and nobody changed it meanwhile.</summary>
internal abstract class ReportCommandHandler<TCommand>(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : IRequestHandler<TCommand, ErrorOr<Success>>
    where TCommand : IReportCommand
{
    protected PortalDb Db { get; } = db;

    protected abstract ValueTask<ErrorOr<Success>> ActAsync(GridReport report, TCommand command, Actor by, DateTimeOffset at, CancellationToken cancellationToken);

    public async Task<ErrorOr<Success>> Handle(TCommand request, CancellationToken cancellationToken)
    {
        var found = await Db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, audit, cancellationToken);
        return found.IsError ? found.Errors : await ActAsync(found.Value, request, user.Actor, clock.GetUtcNow(), cancellationToken);
    }
}

/// <summary>What every step of the reporter has in common: the report, if it is theirs by account or private link and nobody changed it meanwhile.</summary>
internal abstract class OwnReportCommandHandler<TCommand>(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : IRequestHandler<TCommand, ErrorOr<Success>>
    where TCommand : IOwnReportCommand
{
    protected PortalDb Db { get; } = db;

    protected abstract ValueTask<ErrorOr<Success>> ActAsync(GridReport report, TCommand command, Actor by, DateTimeOffset at, CancellationToken cancellationToken);

    public async Task<ErrorOr<Success>> Handle(TCommand request, CancellationToken cancellationToken)
    {
        var own = await Db.OwnForChangeAsync(user, request.Which, request.Version, audit, cancellationToken);
        return own.IsError ? own.Errors : await ActAsync(own.Value.Report, request, own.Value.Actor, clock.GetUtcNow(), cancellationToken);
    }
}
