using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>我的信息: everything that the page shows, but for who looked at it (<see cref="ListLooks"/>).</summary>
public sealed record GetMyData : IQuery<MyData>
{
    /// <summary>The page shows the latest records of each kind; all of them are in the copy.</summary>
    public const int RecordsShown = 5;

    public Permission Permission => Permission.SignedIn;
}

/// <param name="DeletedAt">When the account will be deleted, if that was asked for and not taken back.</param>
public sealed record MyData(
    IReadOnlyList<HeldKind> Held, IReadOnlyList<ConsentState> Consents, IReadOnlyList<ChildRow> Children, DateTimeOffset? DeletedAt);

/// <summary>What one feature holds, with records.</summary>
public sealed record HeldKind(HeldData About, IReadOnlyList<HeldRecord> Records);

/// <param name="DecidedAt">The latest decision; <c>null</c> where none was made and <see cref="ConsentPurpose.GivenWithTheForm"/> speaks.</param>
public sealed record ConsentState(ConsentPurpose Purpose, bool IsGiven, DateTimeOffset? DecidedAt);

/// <param name="IsFourteen">The guardian's consent has ended by itself.</param>
public sealed record ChildRow(Guid Id, string Name, string MaskedName, Guardianship Guardianship, DateOnly FourteenOn, bool IsFourteen);

internal sealed class GetMyDataHandler(
    PortalDb db, ICurrentUser user, IEnumerable<IPersonalDataHolder> holders, ConsentCheck consents, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<GetMyData, ErrorOr<MyData>>
{
    public async Task<ErrorOr<MyData>> Handle(GetMyData request, CancellationToken cancellationToken)
    {
        var me = user.PersonId!.Value;
        var deletion = await db.AccountDeletions.AsNoTracking().SingleOrDefaultAsync(d => d.PersonId == me, cancellationToken);
        return new MyData(
            await holders.AllAboutAsync(me, GetMyData.RecordsShown, cancellationToken),
            await ConsentsOfAsync(me, cancellationToken), await ChildrenOfAsync(me, cancellationToken), deletion?.EffectiveAt);
    }

    private async Task<List<ConsentState>> ConsentsOfAsync(Guid me, CancellationToken cancellationToken)
    {
        var states = new List<ConsentState>();
        foreach (var purpose in ConsentPurposes.Own)
        {
            var latest = await db.Consents.Where(c => c.AboutId == me && c.Purpose == purpose.Code)
                .OrderByDescending(c => c.Id).Select(c => (DateTimeOffset?)c.DecidedAt).FirstOrDefaultAsync(cancellationToken);
            states.Add(new(purpose, await consents.HasConsentAsync(me, purpose, cancellationToken), latest));
        }
        return states;
    }

    private async Task<List<ChildRow>> ChildrenOfAsync(Guid me, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var children = await db.Children.AsNoTracking().Where(c => c.GuardianId == me).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        return children.ConvertAll(c =>
        {
            var name = cipher.Reveal(c.Name, PersonalDataKind.Name);
            var birth = c.BornOn(cipher);
            return new ChildRow(c.Id, name, Masks.Of(name, PersonalDataKind.Name, Onlooker.Self), c.Guardianship,
                Age.Reached(Age.OfOwnConsent, birth), Age.On(today, birth) >= Age.OfOwnConsent);
        });
    }
}

internal static class PersonalDataHolders
{
    /// <param name="records">How many of each kind; <c>null</c> is all.</param>
    public static async Task<List<HeldKind>> AllAboutAsync(
        this IEnumerable<IPersonalDataHolder> holders, Guid personId, int? records, CancellationToken cancellationToken)
    {
        var all = new List<HeldKind>();
        foreach (var holder in holders)
            if (await holder.HeldAboutAsync(personId, cancellationToken) is { } held)
                all.Add(new(held, await holder.RecordsAsync(personId, records, cancellationToken)));
        return all;
    }
}
