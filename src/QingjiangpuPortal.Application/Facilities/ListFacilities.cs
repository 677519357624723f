using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Facilities;

namespace QingjiangpuPortal.Application.Facilities;

/// <summary>Command centres, service stations and neighbourhood stations, as everybody may see them.</summary>
/// <param name="StreetCode">Only those of one street; <c>null</c> for all.</param>
public sealed record ListFacilities(FacilityKind? Kind = null, string? StreetCode = null) : IQuery<IReadOnlyList<FacilityRow>>
{
    public Permission Permission => Permission.Anyone;
}

/// <param name="Latitude">WGS-84 degrees.</param>
public sealed record FacilityRow(
    string Code, FacilityKind Kind, string StreetCode, string Name, string Address, double Latitude, double Longitude, string OpeningHours, string? Phone);

internal sealed class ListFacilitiesHandler(PortalDb db) : IRequestHandler<ListFacilities, ErrorOr<IReadOnlyList<FacilityRow>>>
{
    public async Task<ErrorOr<IReadOnlyList<FacilityRow>>> Handle(ListFacilities request, CancellationToken cancellationToken) =>
        await db.Facilities
            .Where(f => (request.Kind == null || f.Kind == request.Kind) && (request.StreetCode == null || f.StreetCode == request.StreetCode))
            .OrderBy(f => f.StreetCode).ThenBy(f => f.Kind).ThenBy(f => f.Code)
            .Select(f => new FacilityRow(f.Code, f.Kind, f.StreetCode, f.Name, f.Address, f.Latitude, f.Longitude, f.OpeningHours, f.Phone))
            .ToListAsync(cancellationToken);
}
