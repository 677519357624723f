using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.SocialInsurance;

/// <summary>One line of an enrolment's history; append-only.</summary>
public sealed class InsuranceTimelineEntry
{
    private InsuranceTimelineEntry() { }

    public Guid Id { get; private set; }
    public Guid EnrollmentId { get; private set; }
    public InsuranceVerb Verb { get; private set; }
    public InsuranceStatus? From { get; private set; }
    public InsuranceStatus To { get; private set; }
    public Guid? PersonId { get; private set; }
    public PostKind? PostKind { get; private set; }
    public string? PostUnitCode { get; private set; }

    /// <summary>For whom, where it was done as a deputy.</summary>
    public Guid? DeputyFor { get; private set; }
    public string? Note { get; private set; }

    /// <summary>Whether whoever asked reads the note: reasons and what is missing are for them, what colleagues remark is not.</summary>
    public bool NoteIsForApplicant { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    public static InsuranceTimelineEntry Of(Guid id, InsuranceEnrollmentMoved moved) => new()
    {
        Id = id,
        EnrollmentId = moved.Enrollment.Id,
        Verb = moved.Verb,
        From = moved.From,
        To = moved.To,
        PersonId = moved.PersonId,
        PostKind = moved.Post?.Kind,
        PostUnitCode = moved.Post?.UnitCode,
        DeputyFor = moved.Post?.DeputyFor,
        Note = moved.Note,
        NoteIsForApplicant = moved.Verb is not (InsuranceVerb.Check or InsuranceVerb.Activate),
        RecordedAt = moved.At,
    };

    /// <summary>The line stays, who stood behind it is forgotten.</summary>
    public void ForgetPerson() => PersonId = null;
}
