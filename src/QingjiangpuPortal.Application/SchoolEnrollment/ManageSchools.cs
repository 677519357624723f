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

/// <summary>The form of a school, new or old.</summary>
/// <param name="Latitude">WGS-84 degrees.</param>
/// <param name="Longitude">WGS-84 degrees.</param>
/// <param name="Places">托位, of a nursery.</param>
public sealed record SchoolForm(bool? IsPrivate, string? Name, string? GroupName, string? Address, double? Latitude, double? Longitude, string? Phone, int? Places)
{
    internal SchoolFacts Facts => new(
        IsPrivate!.Value, Name!.Trim(), string.IsNullOrWhiteSpace(GroupName) ? null : GroupName.Trim(), Address!.Trim(), Latitude!.Value, Longitude!.Value,
        string.IsNullOrWhiteSpace(Phone) ? null : Phone.Trim(), Places);
}

/// <summary>新建学校, with its unit, in which the security administrator gives its registrars their posts. The street is that of its place.</summary>
/// <param name="Number">Of the schools of the street, 1 to 999; the next free one where it is left out.</param>
/// <returns>Its code.</returns>
public sealed record AddSchool(SchoolStage? Stage, int? Number, SchoolForm School) : ICommand<string>
{
    public Permission Permission => Permission.ManageAdmissions;
}

/// <summary>What the bureau does with a school.</summary>
public abstract record SchoolCommand(string Code, uint Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ManageAdmissions;
    public AuditSubject? Subject => AuditSubject.Of<School>(Code);
}

/// <summary>更新学校信息; stage and code stay.</summary>
public sealed record ChangeSchool(string Code, uint Version, SchoolForm School) : SchoolCommand(Code, Version);

/// <summary>停办: its unit and its catchments end, and it is in no new round; what is past stays.</summary>
/// <param name="Day">The first day without it.</param>
public sealed record CloseSchool(string Code, uint Version, DateOnly? Day) : SchoolCommand(Code, Version);

internal sealed class SchoolFormValidator : AbstractValidator<SchoolForm>
{
    internal const int MaxName = 60;
    private const int MaxPhone = 30;

    public SchoolFormValidator()
    {
        RuleFor(x => x.Name).Called();
        RuleFor(x => x.GroupName).MaximumLength(MaxName).WithErrorCode("Note.TooLong").WithState(_ => MaxName);
        RuleFor(x => x.IsPrivate).NotNull().WithErrorCode("School.KindMissing");
        RuleFor(x => x.Latitude).NotNull().OverridePropertyName("Place").WithErrorCode("Enrollment.PlaceMissing");
        RuleFor(x => x.Address).At();
        RuleFor(x => x.Phone).Must(phone => string.IsNullOrWhiteSpace(phone) || (phone.Length <= MaxPhone && phone.All(c => char.IsAsciiDigit(c) || c is '-' or ' ' or '+')))
            .WithErrorCode("School.PhoneWrong");
    }
}

internal sealed class ChangeSchoolValidator : AbstractValidator<ChangeSchool>
{
    public ChangeSchoolValidator() => RuleFor(x => x.School).SetValidator(new SchoolFormValidator());
}

internal static class SchoolRules
{
    private const int MostPlaces = 2000;

    /// <summary>Of a nursery it is said how many places it has.</summary>
    public static Error? WrongPlaces(this SchoolForm form, SchoolStage stage) =>
        stage == SchoolStage.Nursery && form.Places is not (>= 1 and <= MostPlaces) ? Failure.Invalid("School.PlacesWrong", nameof(form.Places), MostPlaces) : null;

    public static void Called<T>(this IRuleBuilderInitial<T, string?> field) => field.Cascade(CascadeMode.Stop)
        .NotEmpty().WithErrorCode("School.NameMissing")
        .MaximumLength(SchoolFormValidator.MaxName).WithErrorCode("Note.TooLong").WithState(_ => SchoolFormValidator.MaxName);

    public static void At<T>(this IRuleBuilderInitial<T, string?> field) => field.Cascade(CascadeMode.Stop)
        .NotEmpty().WithErrorCode("Enrollment.AddressMissing")
        .MaximumLength(Fields.MaxAddress).WithErrorCode("Report.AddressTooLong").WithState(_ => Fields.MaxAddress);

    /// <summary>The street of a point; a sentence beside the place where it is none of the district's.</summary>
    public static async Task<ErrorOr<string>> StreetAtAsync(this IPlaceDirectory places, double? latitude, double? longitude, CancellationToken cancellationToken) =>
        latitude is not { } north || longitude is not { } east ? Failure.Invalid("Enrollment.PlaceMissing", "Place")
        : (await places.CurrentAsync(cancellationToken)).At(north, east) is { } place ? OrgCode.AncestorAt(place.MicroGridCode, OrgLevel.Street)!
        : Failure.Invalid("Report.PlaceOutside", "Place");
}

internal sealed class AddSchoolValidator : AbstractValidator<AddSchool>
{
    public AddSchoolValidator()
    {
        RuleFor(x => x.Stage).Chosen("Enrollment.StageMissing");
        RuleFor(x => x.Number).Must(number => number is null or (>= 1 and <= 999)).WithErrorCode("School.NumberWrong");
        RuleFor(x => x.School).SetValidator(new SchoolFormValidator());
    }
}

internal sealed class ManageSchoolsHandler(PortalDb db, ICurrentUser user, IPlaceDirectory places, TimeProvider clock, AuditNote audit) :
    IRequestHandler<AddSchool, ErrorOr<string>>,
    IRequestHandler<ChangeSchool, ErrorOr<Success>>,
    IRequestHandler<CloseSchool, ErrorOr<Success>>
{
    private DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<ErrorOr<string>> Handle(AddSchool request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        if (!scope.Value.IsBureau) return AccessErrors.Forbidden;
        if (request.School.WrongPlaces(request.Stage!.Value) is { } wrong) return wrong;
        var street = await places.StreetAtAsync(request.School.Latitude, request.School.Longitude, cancellationToken);
        if (street.IsError) return street.Errors;
        // Codes are never given twice: those of schools that are no more count too.
        var prefix = street.Value + "S";
        var given = await db.OrgUnits.Where(u => u.Kind == OrgUnitKind.School && u.Code.StartsWith(prefix)).Select(u => u.Code).ToListAsync(cancellationToken);
        var number = request.Number ?? given.Select(code => int.Parse(code[prefix.Length..], CultureInfo.InvariantCulture)).DefaultIfEmpty().Max() + 1;
        if (number > 999) return Failure.Invalid("School.NumberWrong", nameof(request.Number));
        var code = OrgCode.Below(street.Value, OrgUnitKind.School, number);
        if (given.Contains(code)) return Failure.Invalid("School.CodeTaken", nameof(request.Number), code);

        var school = School.Create(code, request.Stage.Value, request.School.Facts);
        db.OrgUnits.Add(OrgUnit.Institution(code, school.Name, Today));
        db.Schools.Add(school);
        // Rounds in which nobody could register yet have it too, without seats until somebody says how many.
        var rounds = await db.AdmissionRounds.Where(r => r.Stage == school.Stage && r.Status < RoundStatus.Registering).Select(r => r.Id).ToListAsync(cancellationToken);
        db.SchoolSeats.AddRange(rounds.Select(round => SchoolSeats.Create(round, code, seats: 0)));
        audit.About(AuditSubject.Of<School>(code));
        return code;
    }

    public async Task<ErrorOr<Success>> Handle(ChangeSchool request, CancellationToken cancellationToken)
    {
        var found = await db.SchoolForChangeAsync(user, request, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var school = found.Value;
        if (request.School.WrongPlaces(school.Stage) is { } wrong) return wrong;
        var street = await places.StreetAtAsync(request.School.Latitude, request.School.Longitude, cancellationToken);
        if (street.IsError) return street.Errors;
        if (request.School.IsPrivate != school.IsPrivate)
        {
            // Who comes first at a private school is another question: within a round it cannot change.
            if (await db.HasSeatsInAsync(school.Code, cancellationToken)) return Failure.Invalid("School.InRound", nameof(SchoolForm.IsPrivate));
            var today = Today;
            if (request.School.IsPrivate == true && await db.CatchmentAreas.AnyAsync(c => c.SchoolCode == school.Code && (c.ValidTo == null || c.ValidTo > today), cancellationToken))
                return Failure.Invalid("School.PrivateWithCatchments", nameof(SchoolForm.IsPrivate));
        }
        school.Change(request.School.Facts);
        (await db.OrgUnits.SingleAsync(u => u.Code == school.Code, cancellationToken)).Rename(school.Name);
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> Handle(CloseSchool request, CancellationToken cancellationToken)
    {
        var found = await db.SchoolForChangeAsync(user, request, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        if (request.Day is not { } day) return Failure.Invalid("Enrollment.DayMissing", nameof(request.Day));
        if (day <= Today) return Failure.Invalid("School.DayNotToCome", nameof(request.Day));
        if (await db.HasSeatsInAsync(request.Code, cancellationToken)) return EnrollmentErrors.SchoolInRound;
        if (found.Value.Close(day) is { IsError: true } refused) return refused;
        (await db.OrgUnits.SingleAsync(u => u.Code == request.Code, cancellationToken)).End(day, successorCode: null);
        foreach (var area in await db.CatchmentAreas.Where(c => (c.SchoolCode == request.Code || c.AreaCode == request.Code) && (c.ValidTo == null || c.ValidTo > day)).ToListAsync(cancellationToken))
            // What would begin later never does.
            area.End(day < area.ValidFrom ? area.ValidFrom : day);
        return Result.Success;
    }
}

internal static class SchoolChanges
{
    /// <summary>The school that the bureau is about to change, still as the form's page showed it.</summary>
    public static async Task<ErrorOr<School>> SchoolForChangeAsync(this PortalDb db, ICurrentUser user, SchoolCommand request, AuditNote audit, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        var school = scope.Value.IsBureau ? await db.Schools.SingleOrDefaultAsync(s => s.Code == request.Code, cancellationToken) : null;
        if (school is null) return EnrollmentErrors.SchoolNotFound;
        audit.About(AuditSubject.Of<School>(school.Code));
        return school.Version == request.Version ? school : AccessErrors.ChangedMeanwhile;
    }

    /// <summary>Whether it has seats in a round that is announced and not over.</summary>
    public static Task<bool> HasSeatsInAsync(this PortalDb db, string school, CancellationToken cancellationToken) =>
        db.SchoolSeats.AnyAsync(s => s.SchoolCode == school && s.Seats > 0 && db.AdmissionRounds.Any(r => r.Id == s.RoundId && r.Status != RoundStatus.Closed), cancellationToken);
}
