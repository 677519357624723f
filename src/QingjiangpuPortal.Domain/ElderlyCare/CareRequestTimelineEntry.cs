using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.ElderlyCare;

/// <summary>One line of a request's history; append-only.</summary>
public sealed class CareRequestTimelineEntry
{
    private CareRequestTimelineEntry() { }

    public Guid Id { get; private set; }
    public Guid RequestId { get; private set; }
    public CareVerb Verb { get; private set; }
    public CareRequestStatus? From { get; private set; }
    public CareRequestStatus To { get; private set; }
    public Guid? PersonId { get; private set; }
    public PostKind? PostKind { get; private set; }
    public string? PostUnitCode { get; private set; }

    /// <summary>For whom, where it was done as a deputy.</summary>
    public Guid? DeputyFor { get; private set; }
    public string? Note { get; private set; }

    /// <summary>Whether whoever asked reads the note: reasons and what is missing are for them, what colleagues remark is not.</summary>
    public bool NoteIsForApplicant { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    public static CareRequestTimelineEntry Of(Guid id, CareRequestMoved moved) => new()
    {
        Id = id,
        RequestId = moved.Request.Id,
        Verb = moved.Verb,
        From = moved.From,
        To = moved.To,
        PersonId = moved.PersonId,
        PostKind = moved.Post?.Kind,
        PostUnitCode = moved.Post?.UnitCode,
        DeputyFor = moved.Post?.DeputyFor,
        Note = moved.Note,
        NoteIsForApplicant = moved.Verb is CareVerb.AskForPapers or CareVerb.Refuse or CareVerb.Uphold or CareVerb.Overturn
            or CareVerb.SupplyPapers or CareVerb.Appeal or CareVerb.Withdraw,
        RecordedAt = moved.At,
    };

    /// <summary>What happens to the adaptation of a home stands in the history of the request that was granted it.</summary>
    public static CareRequestTimelineEntry Of(Guid id, AdaptationMoved moved) => new()
    {
        Id = id,
        RequestId = moved.Adaptation.RequestId,
        Verb = moved.Verb,
        From = CareRequestStatus.Granted,
        To = CareRequestStatus.Granted,
        PersonId = moved.PersonId,
        PostKind = moved.Post?.Kind,
        PostUnitCode = moved.Post?.UnitCode,
        DeputyFor = moved.Post?.DeputyFor,
        Note = moved.Note,
        NoteIsForApplicant = true,
        RecordedAt = moved.At,
    };

    /// <summary>The line stays, who stood behind it is forgotten.</summary>
    public void ForgetPerson() => PersonId = null;
}
