using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Protection;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>The number of a reporter who was drawn, in clear for <see cref="Reveal.ValidFor"/>; the draw is the reason, and the trail says so.</summary>
public sealed record ShowNumberForCallBack(Guid Id) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.FollowUpReports;
    public AuditKind AuditKind => AuditKind.Reveal;
    public AuditSubject? Subject => AuditSubject.Of<CallBack>(Id);
}

internal sealed class ShowNumberForCallBackHandler(PortalDb db, ICurrentUser user, ConsentCheck consents, TimeProvider clock, AuditNote audit)
    : IRequestHandler<ShowNumberForCallBack, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ShowNumberForCallBack request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await db.CallBacksOf(user, request.Permission).Waiting(ChinaTime.DayOf(now))
            .SingleOrDefaultAsync(x => x.CallBack.Id == request.Id, cancellationToken);
        if (found is null) return GridReportErrors.CallBackNotFound;
        var report = found.Report;
        audit.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
        // Withdrawn since the draw: nobody calls.
        if (!await consents.CoversAsync(report, ConsentPurposes.ReportContact, cancellationToken)) return GridReportErrors.ContactNotWanted;
        return db.Show<GridReport>(audit, user, report.Id, RevealPurpose.CallBack, note: null, now);
    }
}
