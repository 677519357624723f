using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>The rules of today, which anybody may read.</summary>
public sealed record GetCareRules : IQuery<CareRules>
{
    public Permission Permission => Permission.Anyone;
}

internal sealed class GetCareRulesHandler(CareClocks clocks, TimeProvider clock) : IRequestHandler<GetCareRules, ErrorOr<CareRules>>
{
    public async Task<ErrorOr<CareRules>> Handle(GetCareRules request, CancellationToken cancellationToken) =>
        (await clocks.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancellationToken)).Rules;
}
