using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>Service points that offer an item, the nearest first where a place is given (WGS-84 degrees), else by their areas.</summary>
public sealed record FindServicePoints(ServiceItems Item = ServiceItems.None, double? Latitude = null, double? Longitude = null) : IQuery<IReadOnlyList<ServicePointRow>>
{
    /// <summary>With a place, only the nearest.</summary>
    public const int Nearest = 5;

    public Permission Permission => Permission.Anyone;
}

/// <param name="WalkMetres">On foot, the straight line with the detour; <c>null</c> without a place.</param>
/// <param name="Serves">Within the 15 minutes of the service circle.</param>
public sealed record ServicePointRow(
    string Code, string AreaCode, string Name, string Address, double Latitude, double Longitude, string OpeningHours, string Phone, ServiceItems Items,
    int? WalkMetres, int? WalkMinutes, bool Serves);

internal sealed class FindServicePointsHandler(PortalDb db, InsuranceClocks clocks, TimeProvider clock) : IRequestHandler<FindServicePoints, ErrorOr<IReadOnlyList<ServicePointRow>>>
{
    public async Task<ErrorOr<IReadOnlyList<ServicePointRow>>> Handle(FindServicePoints request, CancellationToken cancellationToken)
    {
        var circle = (await clocks.RulesOnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancellationToken)).ServiceCircle;
        // A few dozen rows of the whole district.
        var points = await db.ServicePoints.AsNoTracking().Where(p => (p.Items & request.Item) == request.Item).OrderBy(p => p.Code).ToListAsync(cancellationToken);
        if (request is not { Latitude: { } latitude, Longitude: { } longitude }) return points.ConvertAll(p => Row(p, metres: null));
        return points.ConvertAll(p => (Point: p, Metres: Earth.MetresBetween(latitude, longitude, p.Latitude, p.Longitude)))
            .OrderBy(p => p.Metres).Take(FindServicePoints.Nearest).Select(p => Row(p.Point, p.Metres)).ToList();

        ServicePointRow Row(ServicePoint p, int? metres) => new(
            p.Code, p.AreaCode, p.Name, p.Address, p.Latitude, p.Longitude, p.OpeningHours, p.Phone, p.Items,
            metres is { } far ? circle.WalkMetres(far) : null, metres is { } straight ? circle.WalkMinutes(straight) : null, metres is { } m && circle.Serves(m));
    }
}
