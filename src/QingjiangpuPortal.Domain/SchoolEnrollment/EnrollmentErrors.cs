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

    /// <summary>The list is frozen: what the family said stays as it is.</summary>
    public static readonly Error ListFrozen = Failure.Conflict("Enrollment.ListFrozen");

    /// <summary>Somebody who would be placed, or has a claim to be, has an appeal that nobody answered.</summary>
    public static readonly Error AppealsOpen = Failure.Conflict("Enrollment.AppealsOpen");
    public static readonly Error SchoolClosed = Failure.Conflict("School.Closed");

    /// <summary>It has seats in a round that is not over.</summary>
    public static readonly Error SchoolInRound = Failure.Conflict("School.InRound");
    public static readonly Error CampusNotFound = Failure.NotFound("School.CampusNotFound");
    public static readonly Error CatchmentNotFound = Failure.NotFound("School.CatchmentNotFound");
    public static readonly Error NothingToDraw = Failure.Conflict("Enrollment.NothingToDraw");
}
