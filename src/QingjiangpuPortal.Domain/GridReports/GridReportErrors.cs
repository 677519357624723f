using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.GridReports;

public static class GridReportErrors
{
    public static readonly Error NotFound = Failure.NotFound("GridReport.NotFound");
    public static readonly Error ReopenTooLate = Failure.Conflict("GridReport.ReopenTooLate", GridReport.ReopenWithin.Days);
    public static readonly Error ReopenedTooOften = Failure.Conflict("GridReport.ReopenedTooOften", GridReport.MaxReopens);
    public static readonly Error RatedAlready = Failure.Conflict("GridReport.RatedAlready");
    public static readonly Error ContactNotWanted = Failure.Conflict("GridReport.ContactNotWanted");
    public static readonly Error CallBackDone = Failure.Conflict("CallBack.Done");
    public static readonly Error CallBackNotFound = Failure.NotFound("CallBack.NotFound");
    public static readonly Error DetailsRemovedAlready = Failure.Conflict("GridReport.DetailsRemovedAlready");
    public static readonly Error NoUnitAbove = Failure.Conflict("GridReport.NoUnitAbove");
    public static readonly Error NobodyBelow = Failure.Conflict("GridReport.NobodyBelow");
    public static readonly Error NoUnitBelow = Failure.Conflict("GridReport.NoUnitBelow");
    public static readonly Error SuspendedInThePast = Failure.Invalid("GridReport.SuspendedInThePast", "Until");
    public static readonly Error PrimaryIsPrivate = Failure.Invalid("GridReport.PrimaryIsPrivate", "Primary");
    public static readonly Error FollowNotPossible = Failure.Conflict("GridReport.FollowNotPossible");
    public static readonly Error PrimaryNotPossible = Failure.Invalid("GridReport.PrimaryNotPossible", "Primary");
}
