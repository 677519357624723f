using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Application.Common;

/// <summary>亲属: the scope of who acts for others without a post. What belongs to a person is asked for by the people it may belong to.</summary>
public static class Family
{
    /// <summary>The user, and everybody the user may act for on that day; nobody's where nobody is signed in.</summary>
    public static IQueryable<Guid> FamilyOf(this PortalDb db, ICurrentUser user, DateOnly day)
    {
        var person = user.PersonId;
        return db.People.Where(p => p.Id == person
                || db.PersonRelations.Any(r => r.PersonId == person && r.RelativeId == p.Id && r.ValidFrom <= day && (r.ValidTo == null || r.ValidTo > day)))
            .Select(p => p.Id);
    }
}
