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
    public static readonly Error DetailsRemovedAlready = Failure.Conflict("GridReport.DetailsRemovedAlready");
}
