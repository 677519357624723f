using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>What colleagues wrote about a report, the latest first.</summary>
/// <param name="WithColleagues">And whom a note on it can call.</param>
public sealed record ListNotes(Guid ReportId, bool WithColleagues = false) : IQuery<ReportNotes>
{
    public Permission Permission => Permission.ViewReports;
}

public sealed record ReportNotes(IReadOnlyList<NoteRow> Notes, IReadOnlyList<ColleagueRow> Colleagues);

/// <param name="Author">A colleague's name; <c>null</c> once the account is gone.</param>
/// <param name="Text">Empty when it was taken away.</param>
public sealed record NoteRow(Guid Id, string? Author, string Text, DateTimeOffset WrittenAt, bool IsRemoved, bool IsRemovable, IReadOnlyList<string> Mentioned);

public sealed record ColleagueRow(Guid Id, string Name, PostKind Post, string UnitCode);

/// <summary>内部备注, which calls colleagues who can see the report: by choosing them, or by @ and their name.</summary>
/// <param name="SubmissionKey">The same form sent twice is one note.</param>
/// <param name="NumberIsNobodys">The writer says that a number in the text is an office's and no person's.</param>
public sealed record WriteNote(string? SubmissionKey, Guid ReportId, string? Text, IReadOnlyList<Guid> Mentioned, bool NumberIsNobodys = false) : ICommand<Guid>, IAbout
{
    public Permission Permission => Permission.ViewReports;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

/// <summary>Takes an own note away, within <see cref="InternalNote.RemovableFor"/>.</summary>
public sealed record RemoveNote(Guid NoteId) : ICommand<Guid>, IAbout
{
    public Permission Permission => Permission.ViewReports;
    public AuditSubject? Subject => AuditSubject.Of<InternalNote>(NoteId);
}

/// <summary>提到我的: notes that call the user, on reports that they can see now; the latest first.</summary>
public sealed record ListMentions(string? After = null) : IQuery<Page<MentionRow>>
{
    public Permission Permission => Permission.ViewReports;
}

public sealed record MentionRow(Guid NoteId, Guid ReportId, string Number, string Description, GridReportStatus Status, DateTimeOffset? DueAt, string? Author, string Text, DateTimeOffset At);

internal sealed class WriteNoteValidator : AbstractValidator<WriteNote>
{
    public WriteNoteValidator()
    {
        RuleFor(x => x.SubmissionKey).Must(SubmissionKey.IsWellFormed).WithErrorCode("Submission.KeyMissing");
        RuleFor(x => x.Text).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("InternalNote.TextMissing")
            .MaximumLength(InternalNote.MaxText).WithErrorCode("Note.TooLong").WithState(_ => InternalNote.MaxText)
            // How to reach a person stays where it is masked and every look is recorded.
            .Must((note, text) => note.NumberIsNobodys || PublicText.Of(text!) == text).WithErrorCode("InternalNote.HoldsANumber");
        RuleFor(x => x.Mentioned).Must(m => m.Count <= InternalNote.MaxMentions).WithErrorCode("InternalNote.TooManyCalled").WithState(_ => InternalNote.MaxMentions);
    }
}

internal sealed class InternalNotesHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit) :
    IRequestHandler<ListNotes, ErrorOr<ReportNotes>>,
    IRequestHandler<WriteNote, ErrorOr<Guid>>,
    IRequestHandler<RemoveNote, ErrorOr<Guid>>,
    IRequestHandler<ListMentions, ErrorOr<Page<MentionRow>>>
{
    private const int MostShown = 200;

    public async Task<ErrorOr<ReportNotes>> Handle(ListNotes request, CancellationToken cancellationToken)
    {
        if (await ReportAsync(request.Permission, request.ReportId, cancellationToken) is not { } report) return GridReportErrors.NotFound;
        var notes = await db.InternalNotes.AsNoTracking().Where(n => n.ReportId == report.Id)
            .OrderByDescending(n => n.WrittenAt).ThenByDescending(n => n.Id).Take(MostShown)
            .Select(n => new
            {
                Note = n,
                Author = db.People.Where(p => p.Id == n.AuthorId).Select(p => p.Name).FirstOrDefault(),
                Called = db.NoteMentions.Where(m => m.NoteId == n.Id).Join(db.People, m => m.PersonId, p => p.Id, (_, p) => p.Name).ToList(),
            }).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return new ReportNotes(
            notes.ConvertAll(n => new NoteRow(n.Note.Id, Name(n.Author), n.Note.Text, n.Note.WrittenAt, n.Note.RemovedAt is not null,
                n.Note.IsRemovableBy(user.PersonId, now), n.Called.Select(Name).OfType<string>().ToList())),
            request.WithColleagues ? await ColleaguesAsync(report, cancellationToken) : []);
    }

    public async Task<ErrorOr<Guid>> Handle(WriteNote request, CancellationToken cancellationToken)
    {
        if (await ReportAsync(request.Permission, request.ReportId, cancellationToken) is not { } report) return GridReportErrors.NotFound;
        audit.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
        var form = Submissions.Of(cipher, request.SubmissionKey!, $"{user.PersonId}\n{report.Id}\n{string.Join(',', request.Mentioned)}\n{request.Text}");
        if (await db.EarlierAsync(form, audit, cancellationToken) is { } earlier) return earlier;
        var colleagues = await ColleaguesAsync(report, cancellationToken);
        if (!request.Mentioned.All(id => colleagues.Any(c => c.Id == id))) return Failure.Invalid("InternalNote.CannotSeeIt", nameof(request.Mentioned));
        var called = colleagues.Where(c => request.Mentioned.Contains(c.Id) || Calls(request.Text!, c.Name, colleagues)).Select(c => c.Id).Distinct()
            .Where(id => id != user.PersonId).ToList();
        if (called.Count > InternalNote.MaxMentions) return Failure.Invalid("InternalNote.TooManyCalled", nameof(request.Mentioned), InternalNote.MaxMentions);
        var at = clock.GetUtcNow();
        var note = InternalNote.Write(OrderedId.Next(at), report.Id, user.PersonId!.Value, request.Text!.Trim(), called, at);
        db.InternalNotes.Add(note);
        db.TakeForm(form, note.Id, at);
        db.NoteMentions.AddRange(called.Select(id => NoteMention.Of(note.Id, id)));
        return note.Id;
    }

    public async Task<ErrorOr<Guid>> Handle(RemoveNote request, CancellationToken cancellationToken)
    {
        if (await db.InternalNotes.SingleOrDefaultAsync(n => n.Id == request.NoteId, cancellationToken) is not { } note) return NoteErrors.NotFound;
        var removed = note.Remove(user.PersonId, clock.GetUtcNow());
        return removed.IsError ? removed.Errors : note.ReportId;
    }

    public async Task<ErrorOr<Page<MentionRow>>> Handle(ListMentions request, CancellationToken cancellationToken)
    {
        var me = user.PersonId;
        var mentions = db.NoteMentions.Where(m => m.PersonId == me).Join(db.InternalNotes, m => m.NoteId, n => n.Id, (_, n) => n).Where(n => n.RemovedAt == null)
            .Join(db.GridReports.VisibleTo(user.ScopeFor(request.Permission), me), n => n.ReportId, r => r.Id, (n, r) => new { Note = n, Report = r });
        if (Cursor.Parse(request.After) is { } after)
            mentions = mentions.Where(m => m.Note.WrittenAt <= after.At && (m.Note.WrittenAt < after.At || m.Note.Id < after.Id));
        var rows = await mentions.OrderByDescending(m => m.Note.WrittenAt).ThenByDescending(m => m.Note.Id).Take(Page<MentionRow>.Size + 1)
            .Select(m => new
            {
                m.Note.Id,
                m.Note.ReportId,
                m.Note.Text,
                m.Note.WrittenAt,
                m.Report.Sequence,
                m.Report.RecordedAt,
                m.Report.Description,
                m.Report.Status,
                m.Report.DueAt,
                Author = db.People.Where(p => p.Id == m.Note.AuthorId).Select(p => p.Name).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return rows.ConvertAll(m => new MentionRow(m.Id, m.ReportId, ReportNumber.Format(ChinaTime.DayOf(m.RecordedAt).Year, m.Sequence),
            m.Description, m.Status, m.DueAt, Name(m.Author), m.Text, m.WrittenAt)).ToPage(m => new(m.At, m.NoteId));
    }

    private Task<GridReport?> ReportAsync(Permission permission, Guid id, CancellationToken cancellationToken) =>
        db.GridReports.AsNoTracking().VisibleTo(user.ScopeFor(permission), user.PersonId).SingleOrDefaultAsync(r => r.Id == id, cancellationToken);

    /// <summary>Everybody who can see the report by a post: those of its unit and above, of its department, and the assignee.</summary>
    private async Task<List<ColleagueRow>> ColleaguesAsync(GridReport report, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var units = Enum.GetValues<OrgLevel>().Select(level => OrgCode.AncestorAt(report.HandlingUnitCode, level)).OfType<string>()
            .Concat(new[] { report.AssigneeUnitCode, report.HandlingUnitCode }.OfType<string>()).Distinct(StringComparer.Ordinal).ToList();
        var kinds = Enum.GetValues<PostKind>().Where(kind => Permissions.Carries(kind, Permission.ViewReports)).ToList();
        var posts = await db.Posts.HeldOn(today)
            .Where(p => kinds.Contains(p.Kind) && (units.Contains(p.UnitCode) || p.PersonId == report.AssigneeId))
            .Join(db.People, p => p.PersonId, p => p.Id, (post, person) => new { person.Id, person.Name, post.Kind, post.UnitCode })
            .OrderByDescending(p => p.UnitCode.Length).ThenBy(p => p.UnitCode).ThenBy(p => p.Id).Take(MostShown).ToListAsync(cancellationToken);
        return [.. posts.DistinctBy(p => p.Id).Where(p => p.Id != user.PersonId).Select(p => new ColleagueRow(p.Id, Name(p.Name) ?? "", p.Kind, p.UnitCode))];
    }

    /// <summary>Whether the text calls that name and no longer one that begins with it: @李明 is not in @李明华.</summary>
    private static bool Calls(string text, string name, List<ColleagueRow> colleagues)
    {
        if (name.Length == 0) return false;
        var longer = colleagues.Select(c => c.Name).Where(other => other.Length > name.Length && other.StartsWith(name, StringComparison.Ordinal)).ToList();
        for (var at = text.IndexOf("@" + name, StringComparison.Ordinal); at >= 0; at = text.IndexOf("@" + name, at + 1, StringComparison.Ordinal))
            if (!longer.Exists(other => string.CompareOrdinal(text, at + 1, other, 0, other.Length) == 0)) return true;
        return false;
    }

    private string? Name(Protected? name) => name is null ? null : cipher.Show(name, PersonalDataKind.Name, Onlooker.Colleague);
}
