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

    public string? Reason { get; set; }

    /// <summary>The code of a failure that the command does not answer as one (a wrong code, which must be saved as a try).</summary>
    public string? Refused { get; set; }

    /// <summary>Nothing was there to do: the portal's workers leave no line then.</summary>
    public bool NothingDone { get; set; }

    /// <summary>The form was not filled in as it should be: nothing was attempted.</summary>
    internal bool IsMalformed { get; set; }

    /// <summary>What it is done to, and whose data that is.</summary>
    /// <param name="unitCode">The unit it lies in: of several posts the one that covers it is named.</param>
    public void About(AuditSubject subject, Guid? personId = null, string? unitCode = null)
    {
        // Of several in one command none is named: the line is about what the command itself names.
        _isAboutSeveral |= _subject is { } first && first != subject;
        if (_isAboutSeveral) (_subject, PersonId, _unitCode) = (null, null, null);
        else (_subject, PersonId, _unitCode) = (subject, personId, unitCode);
    }

    internal void Begin() =>
        (_subject, _unitCode, _isAboutSeveral, PersonId, Reason, Refused, NothingDone, IsMalformed) = (null, null, false, null, null, null, false, false);

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
            new(user.PersonId ?? (kind == AuditKind.SignIn && Refused is null && result == AuditEntry.Done ? PersonId : null), user.IsSystem, PostFor(request.Permission), user.Origin.Address, user.Origin.SessionId));
    }

    private HeldPost? PostFor(Permission permission)
    {
        var posts = user.Posts.Where(p => Permissions.Carries(p.Kind, permission)).ToList();
        var covering = posts.Where(p => _unitCode is { } unit && OrgCode.Covers(p.UnitCode, unit)).ToList();
        return (covering.Count > 0 ? covering : posts) is [var first, ..] ? first : null;
    }
}
