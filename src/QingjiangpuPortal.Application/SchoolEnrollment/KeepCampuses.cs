using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>校区: a new one, or what is known of one.</summary>
/// <param name="Id"><c>null</c> for a new one.</param>
/// <param name="Latitude">WGS-84 degrees.</param>
/// <param name="Longitude">WGS-84 degrees.</param>
public sealed record KeepCampus(string Code, uint Version, Guid? Id, string? Name, string? Address, double? Latitude, double? Longitude) : SchoolCommand(Code, Version);

/// <summary>撤销校区</summary>
public sealed record RemoveCampus(string Code, uint Version, Guid Id) : SchoolCommand(Code, Version);

internal sealed class KeepCampusValidator : AbstractValidator<KeepCampus>
{
    public KeepCampusValidator()
    {
        RuleFor(x => x.Name).Called();
        RuleFor(x => x.Address).At();
    }
}

internal sealed class KeepCampusesHandler(PortalDb db, ICurrentUser user, IPlaceDirectory places, TimeProvider clock, AuditNote audit) :
    IRequestHandler<KeepCampus, ErrorOr<Success>>,
    IRequestHandler<RemoveCampus, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(KeepCampus request, CancellationToken cancellationToken)
    {
        var found = await db.SchoolForChangeAsync(user, request, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var street = await places.StreetAtAsync(request.Latitude, request.Longitude, cancellationToken);
        if (street.IsError) return street.Errors;
        var (name, address) = (request.Name!.Trim(), request.Address!.Trim());
        if (request.Id is null)
            db.SchoolCampuses.Add(SchoolCampus.Create(OrderedId.Next(clock.GetUtcNow()), request.Code, name, address, request.Latitude!.Value, request.Longitude!.Value));
        else if (await FindAsync(request.Code, request.Id.Value, cancellationToken) is { } campus)
            campus.Change(name, address, request.Latitude!.Value, request.Longitude!.Value);
        else
            return EnrollmentErrors.CampusNotFound;
        found.Value.CountChange();
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> Handle(RemoveCampus request, CancellationToken cancellationToken)
    {
        var found = await db.SchoolForChangeAsync(user, request, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        if (await FindAsync(request.Code, request.Id, cancellationToken) is not { } campus) return EnrollmentErrors.CampusNotFound;
        db.SchoolCampuses.Remove(campus);
        found.Value.CountChange();
        return Result.Success;
    }

    private Task<SchoolCampus?> FindAsync(string school, Guid id, CancellationToken cancellationToken) =>
        db.SchoolCampuses.SingleOrDefaultAsync(c => c.Id == id && c.SchoolCode == school, cancellationToken);
}
