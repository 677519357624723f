using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>One call-back that waits for the user, and the report that it is about.</summary>
public sealed record GetCallBack(Guid Id) : IQuery<CallBackView>
{
    public Permission Permission => Permission.FollowUpReports;
}

public sealed record CallBackView(Guid Id, uint Version, int Tries, DateTimeOffset? LastTriedAt, ReportView Report);

internal sealed class GetCallBackHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, ReportClocks clocks) : IRequestHandler<GetCallBack, ErrorOr<CallBackView>>
{
    public async Task<ErrorOr<CallBackView>> Handle(GetCallBack request, CancellationToken cancellationToken)
    {
        var found = await db.CallBacksOf(user, request.Permission).Waiting(ChinaTime.DayOf(clock.GetUtcNow()))
            .AsNoTracking().SingleOrDefaultAsync(x => x.CallBack.Id == request.Id, cancellationToken);
        if (found is null) return GridReportErrors.CallBackNotFound;
        var report = await db.ViewAsync(found.Report, Viewer.Staff, user.Actor, cipher, clock, clocks, cancellationToken);
        return new CallBackView(found.CallBack.Id, found.CallBack.Version, found.CallBack.Tries, found.CallBack.LastTriedAt, report);
    }
}
