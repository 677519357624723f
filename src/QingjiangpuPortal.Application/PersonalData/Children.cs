using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>A guardian registers a child under 14 and consents on the child's behalf.</summary>
public sealed record RegisterChild(string? Name, DateOnly? BirthDate, Guardianship? Guardianship, bool Agreed) : ICommand<Guid>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class RegisterChildValidator : AbstractValidator<RegisterChild>
{
    public RegisterChildValidator(TimeProvider clock)
    {
        RuleFor(x => x.Name).NotEmpty().WithErrorCode("Name.Missing");
        RuleFor(x => x.Name).MaximumLength(Fields.MaxName).WithErrorCode("Name.TooLong").WithState(_ => Fields.MaxName);
        RuleFor(x => x.BirthDate).NotNull().WithErrorCode("Child.BirthDateMissing");
        RuleFor(x => x.BirthDate).Must(birth => birth is not { } day || (day <= Today(clock) && Age.On(Today(clock), day) < Age.OfOwnConsent))
            .WithErrorCode("Child.NotUnderFourteen").WithState(_ => Age.OfOwnConsent);
        RuleFor(x => x.Guardianship).Chosen("Child.GuardianshipMissing");
        RuleFor(x => x.Agreed).Equal(true).WithErrorCode("Child.ConsentMissing");
    }

    private static DateOnly Today(TimeProvider clock) => ChinaTime.DayOf(clock.GetUtcNow());
}

internal sealed class RegisterChildHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<RegisterChild, ErrorOr<Guid>>
{
    /// <summary>More is no family but a mistake.</summary>
    private const int Most = 20;

    public async Task<ErrorOr<Guid>> Handle(RegisterChild request, CancellationToken cancellationToken)
    {
        var guardian = user.PersonId!.Value;
        if (await db.Children.CountAsync(c => c.GuardianId == guardian, cancellationToken) >= Most) return Failure.Conflict("Child.TooMany", Most);
        var now = clock.GetUtcNow();
        var child = Child.Register(
            Guid.CreateVersion7(), guardian, request.Guardianship!.Value, cipher.Protect(request.Name!.Trim(), PersonalDataKind.Name),
            cipher.Protect(ChildDates.Text(request.BirthDate!.Value), PersonalDataKind.BirthDate), now);
        db.Children.Add(child);
        db.Consents.Add(Consent.Decide(
            OrderedId.Next(now), child.Id, guardian, ConsentPurposes.ChildRecord.Code, ConsentPurposes.ChildRecord.Version, isGiven: true, now));
        audit.About(AuditSubject.Of<Child>(child.Id), guardian);
        return child.Id;
    }
}

/// <summary>Withdraws the consent for a child, and so deletes what is held of it.</summary>
public sealed record RemoveChild(Guid ChildId) : ICommand<Success>, IAbout, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
    public AuditSubject? Subject => AuditSubject.Of<Child>(ChildId);
}

internal sealed class RemoveChildHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<RemoveChild, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RemoveChild request, CancellationToken cancellationToken)
    {
        var guardian = user.PersonId!.Value;
        if (await db.Children.SingleOrDefaultAsync(c => c.Id == request.ChildId && c.GuardianId == guardian, cancellationToken) is not { } child)
            return Failure.NotFound("Child.NotFound");
        var now = clock.GetUtcNow();
        db.Children.Remove(child);
        db.Consents.Add(Consent.Decide(
            OrderedId.Next(now), child.Id, guardian, ConsentPurposes.ChildRecord.Code, ConsentPurposes.ChildRecord.Version, isGiven: false, now));
        return Result.Success;
    }
}
