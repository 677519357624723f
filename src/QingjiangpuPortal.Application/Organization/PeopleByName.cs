using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

public static class PeopleByName
{
    /// <summary>Beyond these a name is found anyway, and each costs a look-up.</summary>
    private const int MostCharacters = 6;

    /// <summary>
    /// People whose name has all the characters of the text, in whatever order (李春 finds 李春燕 and 春李); everybody for a
    /// text without characters.
    /// </summary>
    public static IQueryable<Person> PeopleNamed(this PortalDb db, IPersonalDataCipher cipher, string? text)
    {
        IQueryable<Person> people = db.People;
        foreach (var index in cipher.NameCharacters(text ?? "").Take(MostCharacters))
            people = people.Where(p => db.NameCharacters.Any(c => c.Character == index && c.PersonId == p.Id));
        return people;
    }
}
