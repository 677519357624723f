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

    public static CareRequestTimelineEntry Of(Guid id, CareRequestMoved moved) => Of(
        id, moved.Request.Id, moved.Verb, moved.From, moved.To, moved.PersonId, moved.Post, moved.Note,
        moved.Verb is CareVerb.AskForPapers or CareVerb.Refuse or CareVerb.Uphold or CareVerb.Overturn or CareVerb.SupplyPapers or CareVerb.Appeal or CareVerb.Withdraw, moved.At);

    /// <summary>What happens to the adaptation of a home stands in the history of the request that was granted it.</summary>
    public static CareRequestTimelineEntry Of(Guid id, AdaptationMoved moved) => Of(
        id, moved.Adaptation.RequestId, moved.Verb, CareRequestStatus.Granted, CareRequestStatus.Granted, moved.PersonId, moved.Post, moved.Note, noteIsForApplicant: true, moved.At);

    private static CareRequestTimelineEntry Of(
        Guid id, Guid requestId, CareVerb verb, CareRequestStatus? from, CareRequestStatus to, Guid? personId, HeldPost? post, string? note, bool noteIsForApplicant, DateTimeOffset at) => new()
        {
            Id = id,
            RequestId = requestId,
            Verb = verb,
            From = from,
            To = to,
            PersonId = personId,
            PostKind = post?.Kind,
            PostUnitCode = post?.UnitCode,
            DeputyFor = post?.DeputyFor,
            Note = note,
            NoteIsForApplicant = noteIsForApplicant,
            RecordedAt = at,
        };

    /// <summary>The line stays, who stood behind it is forgotten.</summary>
    public void ForgetPerson() => PersonId = null;
}
