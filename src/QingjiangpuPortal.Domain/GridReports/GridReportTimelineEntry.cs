using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.GridReports;

/// <summary>One line of a report's history; append-only.</summary>
public sealed class GridReportTimelineEntry
{
    private GridReportTimelineEntry() { }

    public Guid Id { get; private set; }
    public Guid ReportId { get; private set; }
    public GridReportVerb Verb { get; private set; }
    public GridReportStatus? From { get; private set; }
    public GridReportStatus To { get; private set; }
    public Guid? PersonId { get; private set; }
    public ReportRoles ActedAs { get; private set; }
    public PostKind? PostKind { get; private set; }
    public string? PostUnitCode { get; private set; }

    /// <summary>For whom, where it was done as a deputy.</summary>
    public Guid? DeputyFor { get; private set; }
    public string? Note { get; private set; }

    /// <summary>Whether the line shows on the report's public page, and whether its note does.</summary>
    public bool IsPublic { get; private set; }
    public bool NoteIsPublic { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    public static GridReportTimelineEntry Of(Guid id, GridReportMoved moved) => new()
    {
        Id = id,
        ReportId = moved.Report.Id,
        Verb = moved.Verb,
        From = moved.From,
        To = moved.To,
        PersonId = moved.PersonId,
        ActedAs = moved.As,
        PostKind = moved.Post?.Kind,
        PostUnitCode = moved.Post?.UnitCode,
        DeputyFor = moved.Post?.DeputyFor,
        Note = moved.Note,
        IsPublic = moved.Verb is not (GridReportVerb.Contact or GridReportVerb.Correct or GridReportVerb.Return or GridReportVerb.Rate
            or GridReportVerb.HandOver or GridReportVerb.Requeue or GridReportVerb.RemoveDetails or GridReportVerb.Remind or GridReportVerb.Warn
            or GridReportVerb.SendVolunteers or GridReportVerb.FollowUp),
        // What the staff tell the reporter; reasons given among colleagues and reporters' words stay inside.
        NoteIsPublic = moved.Verb is GridReportVerb.Reject or GridReportVerb.Resolve or GridReportVerb.Suspend or GridReportVerb.Reply,
        RecordedAt = moved.At,
    };

    /// <summary>The line stays, who stood behind it is forgotten.</summary>
    public void ForgetPerson() => PersonId = null;
}
