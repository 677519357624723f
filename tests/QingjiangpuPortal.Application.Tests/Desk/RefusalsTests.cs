using ErrorOr;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Tests.Desk;

/// <summary>A failure that a row keeps says the same sentence later.</summary>
public sealed class RefusalsTests
{
    public static TheoryData<Error> Failures =>
    [
        AccessErrors.ChangedMeanwhile,
        GridReportErrors.ReopenTooLate,
        Failure.Conflict("GridReport.MoveNotPossible", GridReportVerb.Accept, GridReportStatus.Closed),
        Failure.Invalid("Note.TooLong", "Note", 1000),
        Failure.Conflict("Some.Code", "text: with a colon", "verb:Nonsense"),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void What_is_written_is_read_again(Error failure)
    {
        var read = Refusals.Read(Refusals.Write(failure));
        Assert.Equal(failure.Code, read.Code);
        Assert.Equal(failure.Arguments(), read.Arguments());
    }
}
