using System.Globalization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Common;

/// <summary>A command whose line in the audit trail is of another kind than <see cref="AuditKind.Change"/>.</summary>
public interface IAuditedAs
{
    AuditKind AuditKind { get; }
}

/// <summary>A command that names what it is done to, so that the trail can say it even when the command is refused.</summary>
public interface IAbout
{
    AuditSubject? Subject { get; }
}

/// <summary>A command on the data of whoever sends it.</summary>
public interface IAboutMyself;

/// <summary>A thing by the name of its type and its id or code.</summary>
public readonly record struct AuditSubject(string Kind, string Id)
{
    public static AuditSubject Of<T>(object id) where T : class => new(typeof(T).Name, id.ToString()!);
}

/// <summary>
/// What a handler knows about its command that the trail should say: on what, on whose data, why. Scoped; the behaviours
/// clear it before each command and write the line (<see cref="AuditBehaviour{TRequest,TResponse}"/>, <see cref="SaveBehaviour{TRequest,TResponse}"/>).
/// </summary>
public sealed class AuditNote(ICurrentUser user, TimeProvider clock)
{
    private AuditSubject? _subject;
    private string? _unitCode;
    private bool _isAboutSeveral;

    /// <summary>Whose data it is.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Why, as the actor said; of a right that is given or changed, which (<see cref="RightOf"/>).</summary>
    public string? Reason { get; set; }

    /// <summary>By which of the actor's posts, where the permission alone does not tell.</summary>
    public HeldPost? ActingPost { get; set; }

    /// <summary>The code of a failure that the command does not answer as one (a wrong code, which must be saved as a try).</summary>
    public string? Refused { get; set; }

    /// <summary>Nothing was there to do: the portal's workers leave no line then.</summary>
    public bool NothingDone { get; set; }

    /// <summary>The form was not filled in as it should be: nothing was attempted.</summary>
    internal bool IsMalformed { get; set; }

    /// <summary>What it is done to, and whose data that is.</summary>
    /// <param name="unitCode">The unit it lies in: the post that covers it is named, and none where none does.</param>
    public void About(AuditSubject subject, Guid? personId = null, string? unitCode = null)
    {
        // Of several in one command none is named: the line is about what the command itself names.
        _isAboutSeveral |= _subject is { } first && first != subject;
        if (_isAboutSeveral) (_subject, PersonId, _unitCode) = (null, null, null);
        else (_subject, PersonId, _unitCode) = (subject, personId, unitCode);
    }

    internal void Begin() =>
        (_subject, _unitCode, _isAboutSeveral, PersonId, Reason, ActingPost, Refused, NothingDone, IsMalformed) =
            (null, null, false, null, null, null, null, false, false);

    /// <summary>
    /// A post as <see cref="Reason"/> says it: kind, unit, first and last day, no last day where it goes on:
    /// <c>GridWorker 320812003002001 2026-03-02..2026-06-30</c>.
    /// </summary>
    public static string RightOf(Post post) => string.Create(
        CultureInfo.InvariantCulture, $"{post.Kind} {post.UnitCode} {post.ValidFrom:yyyy-MM-dd}..{post.ValidTo?.AddDays(-1):yyyy-MM-dd}");

    internal AuditEntry Line(IRequirePermission request, string result)
    {
        var at = clock.GetUtcNow();
        var kind = request is IAuditedAs audited ? audited.AuditKind : AuditKind.Change;
        var myself = request is IAboutMyself ? user.PersonId : null;
        var subject = _subject ?? (request as IAbout)?.Subject ?? (myself is { } me ? AuditSubject.Of<Person>(me) : null);
        return AuditEntry.Of(
            OrderedId.Next(at), at,
            new(kind, request.GetType().Name, subject?.Kind, subject?.Id, PersonId ?? myself, Refused ?? result, Reason),
            // Whoever signs in is nobody before.
            new(user.PersonId ?? (kind == AuditKind.SignIn && Refused is null && result == AuditEntry.Done ? PersonId : null), user.IsSystem, ActingPost ?? PostFor(request.Permission), user.Origin.Address, user.Origin.SessionId));
    }

    private HeldPost? PostFor(Permission permission)
    {
        var posts = user.Posts.Where(p => Permissions.Carries(p.Kind, permission) && (_unitCode is not { } unit || OrgCode.Covers(p.UnitCode, unit)));
        // Whoever may by a post of their own needed no other's.
        return posts.OrderBy(p => p.DeputyFor is not null).Select(p => (HeldPost?)p).FirstOrDefault();
    }
}
