using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>摇号公示 of a round, as far as it is public.</summary>
public sealed record GetLottery(Guid RoundId) : IQuery<LotteryView>
{
    public Permission Permission => Permission.Anyone;
}

/// <param name="FrozenList">One receipt a line; <c>null</c> before registration is closed.</param>
/// <param name="Seed">Hexadecimal digits; <c>null</c> before the draw.</param>
public sealed record LotteryView(
    Guid RoundId, SchoolStage Stage, int Year, string Commitment, string DrawName, DateOnly DrawDay, DateTimeOffset CommittedAt,
    string? FrozenList, string? ListDigest, int Receipts, DateTimeOffset? FrozenAt, string? Seed, string? DrawText, DateTimeOffset? DrawnAt);

internal sealed class GetLotteryHandler(PortalDb db) : IRequestHandler<GetLottery, ErrorOr<LotteryView>>
{
    public async Task<ErrorOr<LotteryView>> Handle(GetLottery request, CancellationToken cancellationToken)
    {
        var found = await db.RoundLotteries.AsNoTracking()
            .Join(db.AdmissionRounds.Where(r => r.Id == request.RoundId && r.Status != RoundStatus.Planned), l => l.RoundId, r => r.Id, (l, r) => new { Lottery = l, r.Stage, r.Year })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is not { Lottery: var l }) return EnrollmentErrors.RoundNotFound;
        return new LotteryView(
            l.RoundId, found.Stage, found.Year, l.Commitment, l.DrawName, l.DrawDay, l.CommittedAt,
            l.FrozenList, l.ListDigest, l.Receipts.Count, l.FrozenAt, l.PublicSeed, l.DrawText, l.DrawnAt);
    }
}
