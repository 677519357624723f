using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.SchoolEnrollment;

public static class EnrollmentErrors
{
    public static readonly Error SchoolNotFound = Failure.NotFound("Enrollment.SchoolNotFound");
    public static readonly Error RoundNotFound = Failure.NotFound("Enrollment.RoundNotFound");
    public static readonly Error NotFound = Failure.NotFound("Enrollment.NotFound");
    public static readonly Error RunNotFound = Failure.NotFound("Enrollment.RunNotFound");
    public static readonly Error StepNotPossible = Failure.Conflict("Enrollment.StepNotPossible");
    public static readonly Error RoundStepNotPossible = Failure.Conflict("Enrollment.RoundStepNotPossible");
    public static readonly Error NotRegistering = Failure.Conflict("Enrollment.NotRegistering");

    /// <summary>Somebody else registered the child in this round.</summary>
    public static readonly Error ChildRegistered = Failure.Conflict("Enrollment.ChildRegistered");

    /// <summary>This guardian registered the child in this round.</summary>
    public static readonly Error ChildRegisteredByYou = Failure.Conflict("Enrollment.ChildRegisteredByYou");
    public static readonly Error TooLateToTakeBack = Failure.Conflict("Enrollment.TooLateToTakeBack");
    public static readonly Error OwnDecision = Failure.Conflict("Enrollment.OwnDecision");

    /// <summary>Applications or seats changed since the run.</summary>
    public static readonly Error RunOutOfDate = Failure.Conflict("Enrollment.RunOutOfDate");
    public static readonly Error NothingToDraw = Failure.Conflict("Enrollment.NothingToDraw");
}
