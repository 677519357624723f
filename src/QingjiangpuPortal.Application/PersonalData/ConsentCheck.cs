using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>Whether somebody agrees to a purpose, now. Services ask before they use what rests on consent.</summary>
internal sealed class ConsentCheck(PortalDb db, IPersonalDataCipher cipher, TimeProvider clock)
{
    /// <param name="aboutId">A person, or a child; a guardian's consent ends by itself on the day the child is 14.</param>
    public async Task<bool> HasConsentAsync(Guid aboutId, ConsentPurpose purpose, CancellationToken cancellationToken)
    {
        var latest = await db.Consents.AsNoTracking().Where(c => c.AboutId == aboutId && c.Purpose == purpose.Code)
            .OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancellationToken);
        if (latest is null) return purpose.GivenWithTheForm;
        if (!latest.IsGiven || latest.TextVersion != purpose.Version) return false;
        return latest.DecidedById == aboutId || await IsUnderGuardianAsync(aboutId, latest.DecidedById, cancellationToken);
    }

    private async Task<bool> IsUnderGuardianAsync(Guid childId, Guid guardianId, CancellationToken cancellationToken)
    {
        var child = await db.Children.AsNoTracking().SingleOrDefaultAsync(c => c.Id == childId && c.GuardianId == guardianId, cancellationToken);
        return child is not null && Age.On(ChinaTime.DayOf(clock.GetUtcNow()), child.BornOn(cipher)) < Age.OfOwnConsent;
    }
}

internal static class ChildDates
{
    private const string Format = "yyyy-MM-dd";

    public static DateOnly BornOn(this Child child, IPersonalDataCipher cipher) =>
        DateOnly.ParseExact(cipher.Reveal(child.BirthDate, PersonalDataKind.BirthDate), Format, System.Globalization.CultureInfo.InvariantCulture);

    public static string Text(DateOnly birth) => birth.ToString(Format, System.Globalization.CultureInfo.InvariantCulture);
}
