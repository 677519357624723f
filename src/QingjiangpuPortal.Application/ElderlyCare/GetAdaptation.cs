using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Files;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>The homes that wait for a provider's works or for their acceptance, the longest first.</summary>
public sealed record ListAdaptations : IQuery<IReadOnlyList<AdaptationRow>>
{
    public const int Most = 200;

    public Permission Permission => Permission.ProvideCare;
}

/// <param name="ElderName">Masked.</param>
public sealed record AdaptationRow(Guid Id, AdaptationStatus Status, string ElderName, string PlaceCode, DateTimeOffset PlannedAt);

/// <summary>One home for its builder: while the works wait, name, number and address in clear.</summary>
public sealed record GetAdaptation(Guid AdaptationId) : IQuery<AdaptationJob>
{
    public Permission Permission => Permission.ProvideCare;
}

/// <param name="Rework">Why it was not accepted; <c>null</c> when nobody looked yet.</param>
public sealed record AdaptationJob(AdaptationView Adaptation, string ElderName, string Phone, string Address, bool IsClear, string? Rework);

/// <param name="Before">Ids of the photos.</param>
public sealed record AdaptationView(
    Guid Id, uint Version, AdaptationStatus Status, string ProviderName, IReadOnlyList<AdaptationLine> Lines, int TotalFen, int PublicFen, int FamilyFen,
    DateTimeOffset PlannedAt, DateTimeOffset? FinishedAt, DateTimeOffset? AcceptedAt, bool IsSettled, IReadOnlyList<Guid> Before, IReadOnlyList<Guid> After);

internal sealed class GetAdaptationHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher) :
    IRequestHandler<ListAdaptations, ErrorOr<IReadOnlyList<AdaptationRow>>>, IRequestHandler<GetAdaptation, ErrorOr<AdaptationJob>>
{
    public async Task<ErrorOr<IReadOnlyList<AdaptationRow>>> Handle(ListAdaptations request, CancellationToken cancellationToken)
    {
        var rows = await db.HomeAdaptations.OfProviders(user.ScopeFor(request.Permission)).Where(a => a.Status == AdaptationStatus.Agreed || a.Status == AdaptationStatus.Finished)
            .OrderBy(a => a.PlannedAt).ThenBy(a => a.Id).Take(ListAdaptations.Most)
            .Select(a => new { a.Id, a.Status, Elder = db.CareRequests.Where(r => r.Id == a.RequestId).Select(r => r.ElderName).First(), a.PlaceCode, a.PlannedAt })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new AdaptationRow(r.Id, r.Status, cipher.MaskedName(r.Elder), r.PlaceCode, r.PlannedAt));
    }

    public async Task<ErrorOr<AdaptationJob>> Handle(GetAdaptation request, CancellationToken cancellationToken)
    {
        var adaptation = await db.HomeAdaptations.AsNoTracking().OfProviders(user.ScopeFor(request.Permission)).SingleOrDefaultAsync(a => a.Id == request.AdaptationId, cancellationToken);
        if (adaptation is null) return Failure.NotFound("Adaptation.NotFound");
        var care = await db.CareRequests.AsNoTracking().SingleAsync(r => r.Id == adaptation.RequestId, cancellationToken);
        var isClear = adaptation.Status == AdaptationStatus.Agreed;
        var rework = await db.CareRequestTimeline.Where(t => t.RequestId == care.Id && t.Verb == CareVerb.ReworkAdaptation && t.RecordedAt >= adaptation.PlannedAt)
            .OrderByDescending(t => t.RecordedAt).Select(t => t.Note).FirstOrDefaultAsync(cancellationToken);
        return new AdaptationJob(
            await db.ViewAsync(adaptation, cancellationToken),
            Show(care.ElderName, PersonalDataKind.Name), Show(care.Phone, PersonalDataKind.Phone), Show(care.Address, PersonalDataKind.Address), isClear, isClear ? rework : null);

        string Show(Protected value, PersonalDataKind kind) => isClear ? cipher.Reveal(value, kind) : cipher.Show(value, kind, Onlooker.Handler);
    }
}

internal static class AdaptationViews
{
    /// <summary>The plan of a request that stands, or else the last one that does not.</summary>
    public static async Task<AdaptationView?> AdaptationOfAsync(this PortalDb db, Guid requestId, CancellationToken cancellationToken) =>
        await db.HomeAdaptations.AsNoTracking().Where(a => a.RequestId == requestId).OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken) is { } last
            ? await db.ViewAsync(last, cancellationToken)
            : null;

    public static async Task<AdaptationView> ViewAsync(this PortalDb db, HomeAdaptation a, CancellationToken cancellationToken)
    {
        var provider = await db.OrgUnits.Where(u => u.Code == a.ProviderCode).Select(u => u.Name).SingleAsync(cancellationToken);
        var photos = await db.Attachments.Where(p => p.OwnerId == a.Id && (p.Purpose == AttachmentPurpose.AdaptationBefore || p.Purpose == AttachmentPurpose.AdaptationAfter))
            .OrderBy(p => p.RecordedAt).ThenBy(p => p.Position).Select(p => new { p.Id, p.Purpose }).ToListAsync(cancellationToken);
        return new(
            a.Id, a.Version, a.Status, provider, a.Lines, a.TotalFen, a.PublicFen, a.FamilyFen, a.PlannedAt, a.FinishedAt, a.AcceptedAt, a.SettlementId is not null,
            [.. photos.Where(p => p.Purpose == AttachmentPurpose.AdaptationBefore).Select(p => p.Id)], [.. photos.Where(p => p.Purpose == AttachmentPurpose.AdaptationAfter).Select(p => p.Id)]);
    }
}
