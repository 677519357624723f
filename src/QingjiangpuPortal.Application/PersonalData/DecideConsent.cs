using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>同意 or 撤回同意, for oneself and one purpose. Saying again what holds already changes nothing.</summary>
/// <param name="IsFourteen">Said with a consent: under 14 it is the guardian's to give.</param>
public sealed record DecideConsent(string? Purpose, bool IsGiven, bool IsFourteen) : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class DecideConsentHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<DecideConsent, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(DecideConsent request, CancellationToken cancellationToken)
    {
        if (ConsentPurposes.Own.FirstOrDefault(p => p.Code == request.Purpose) is not { } purpose) return ConsentErrors.NotFound;
        if (request.IsGiven && !request.IsFourteen) return ConsentErrors.UnderFourteen;
        var me = user.PersonId!.Value;
        var latest = await db.Consents.AsNoTracking().Where(c => c.AboutId == me && c.Purpose == purpose.Code)
            .OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancellationToken);
        if (latest is not null && latest.IsGiven == request.IsGiven && latest.TextVersion == purpose.Version) return Result.Success;
        var now = clock.GetUtcNow();
        db.Consents.Add(Consent.Decide(OrderedId.Next(now), me, me, purpose.Code, purpose.Version, request.IsGiven, now));
        return Result.Success;
    }
}

public static class ConsentErrors
{
    public static readonly Error NotFound = Failure.NotFound("Consent.NotFound");
    public static readonly Error UnderFourteen = Failure.Invalid("Consent.UnderFourteen", nameof(DecideConsent.IsFourteen));
}
