using System.Globalization;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>划入施教区: from a day to come on, so that no round that has begun sees it.</summary>
/// <param name="AreaCode">A community, a grid or a micro-grid; for a junior middle school also a primary school.</param>
/// <param name="Day">The first day.</param>
public sealed record AddCatchment(string Code, uint Version, string? AreaCode, DateOnly? Day) : SchoolCommand(Code, Version);

/// <summary>划出施教区: that it held once stays known.</summary>
/// <param name="Day">The first day without it.</param>
public sealed record EndCatchment(string Code, uint Version, Guid Id, DateOnly? Day) : SchoolCommand(Code, Version);

internal sealed class AddCatchmentValidator : AbstractValidator<AddCatchment>
{
    public AddCatchmentValidator(TimeProvider clock)
    {
        RuleFor(x => x.AreaCode).NotEmpty().WithErrorCode("School.AreaMissing");
        RuleFor(x => x.Day).ToCome(clock);
    }
}

internal sealed class EndCatchmentValidator : AbstractValidator<EndCatchment>
{
    public EndCatchmentValidator(TimeProvider clock) => RuleFor(x => x.Day).ToCome(clock);
}

internal static class CatchmentRules
{
    public static void ToCome<T>(this IRuleBuilderInitial<T, DateOnly?> field, TimeProvider clock) => field.Cascade(CascadeMode.Stop)
        .NotNull().WithErrorCode("Enrollment.DayMissing")
        .Must(day => day > ChinaTime.DayOf(clock.GetUtcNow())).WithErrorCode("School.DayNotToCome");
}

internal sealed class DrawCatchmentsHandler(PortalDb db, ICurrentUser user, IPlaceDirectory places, TimeProvider clock, AuditNote audit) :
    IRequestHandler<AddCatchment, ErrorOr<Success>>,
    IRequestHandler<EndCatchment, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AddCatchment request, CancellationToken cancellationToken)
    {
        var found = await db.SchoolForChangeAsync(user, request, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var (school, area, day) = (found.Value, request.AreaCode!, request.Day!.Value);
        if (!school.HasCatchments) return Failure.Invalid("School.NoCatchments", nameof(request.AreaCode));
        if (!await IsAreaAsync(school, area, cancellationToken)) return Failure.Invalid("School.AreaUnknown", nameof(request.AreaCode));
        var same = (await db.CatchmentAreas.Where(c => c.SchoolCode == school.Code && c.AreaCode == area).ToListAsync(cancellationToken)).Find(c => c.HoldsOnOrAfter(day));
        if (same is not null) return Failure.Invalid("School.AreaTwice", nameof(request.AreaCode), same.ValidFrom.ToString("O", CultureInfo.InvariantCulture));
        db.CatchmentAreas.Add(CatchmentArea.Create(OrderedId.Next(clock.GetUtcNow()), school.Code, area, day));
        audit.Reason = string.Create(CultureInfo.InvariantCulture, $"{area} {day:yyyy-MM-dd}..");
        school.CountChange();
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> Handle(EndCatchment request, CancellationToken cancellationToken)
    {
        var found = await db.SchoolForChangeAsync(user, request, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var area = await db.CatchmentAreas.SingleOrDefaultAsync(c => c.Id == request.Id && c.SchoolCode == request.Code && (c.ValidTo == null || c.ValidTo > today), cancellationToken);
        if (area is null) return EnrollmentErrors.CatchmentNotFound;
        if (area.End(request.Day!.Value) is { IsError: true } refused) return refused;
        audit.Reason = string.Create(CultureInfo.InvariantCulture, $"{area.AreaCode} {area.ValidFrom:yyyy-MM-dd}..{request.Day.Value.AddDays(-1):yyyy-MM-dd}");
        found.Value.CountChange();
        return Result.Success;
    }

    private async Task<bool> IsAreaAsync(School school, string code, CancellationToken cancellationToken) =>
        (await places.CurrentAsync(cancellationToken)).Find(code) is { Level: >= OrgLevel.Community }
        || (school.Stage == SchoolStage.JuniorMiddle && await db.Schools.AnyAsync(s => s.Code == code && s.Stage == SchoolStage.Primary && s.ClosedFrom == null, cancellationToken));
}
