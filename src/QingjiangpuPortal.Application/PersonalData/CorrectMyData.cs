using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>更正姓名.</summary>
public sealed record ChangeMyName(string? Name) : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class ChangeMyNameValidator : AbstractValidator<ChangeMyName>
{
    public ChangeMyNameValidator()
    {
        RuleFor(x => x.Name).NotEmpty().WithErrorCode("Name.Missing");
        RuleFor(x => x.Name).MaximumLength(Fields.MaxName).WithErrorCode("Name.TooLong").WithState(_ => Fields.MaxName);
    }
}

internal sealed class ChangeMyNameHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher) : IRequestHandler<ChangeMyName, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ChangeMyName request, CancellationToken cancellationToken)
    {
        var person = await db.People.SingleAsync(p => p.Id == user.PersonId, cancellationToken);
        person.Rename(cipher.Protect(request.Name!.Trim(), PersonalDataKind.Name));
        return Result.Success;
    }
}

/// <summary>
/// 更换手机号, with a code that was sent to the new number, and the password; where there is none, within minutes of signing in:
/// who holds the number holds the account. The old number is told; it need not answer, because it may be lost. Other sessions end.
/// </summary>
public sealed record ChangeMyPhone(string? NewPhone, string? Code, string? Password) : ICommand<CodeUse>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class ChangeMyPhoneValidator : AbstractValidator<ChangeMyPhone>
{
    public ChangeMyPhoneValidator() => RuleFor(x => x.NewPhone).Mobile();
}

internal sealed class ChangeMyPhoneHandler(
    PortalDb db, ICurrentUser user, Reconfirmation reconfirmation, IPersonalDataCipher cipher, ISmsSender sms, TimeProvider clock, AuditNote audit)
    : IRequestHandler<ChangeMyPhone, ErrorOr<CodeUse>>
{
    public async Task<ErrorOr<CodeUse>> Handle(ChangeMyPhone request, CancellationToken cancellationToken)
    {
        var person = await db.People.SingleAsync(p => p.Id == user.PersonId, cancellationToken);
        var phone = MobileNumber.Normalize(request.NewPhone)!;
        if (await reconfirmation.ByPasswordOrFreshSessionAsync(person.Id, request.Password, cancellationToken) is { } unknown) return Refuse(unknown);
        if (await reconfirmation.ByCodeAsync(phone, request.Code, Reconfirmation.PurposeOf(person.Id), cancellationToken) is { } wrong) return Refuse(wrong);
        // Only whoever holds the number learns that it has an account, and not whose.
        if (await db.PersonByPhoneAsync(cipher, phone, cancellationToken) is not null) return Refuse(Failure.Invalid("Phone.Taken", nameof(request.NewPhone)));
        var former = cipher.Reveal(person.Phone, PersonalDataKind.Phone);
        (await db.LatestCodeAsync(person.Phone.BlindIndex, SignInCodePurpose.NewPassword, cancellationToken))?.Revoke(clock.GetUtcNow());
        await db.EndSessionsAsync(person.Id, user.Origin.SessionId, clock.GetUtcNow(), cancellationToken);
        person.ChangePhone(cipher.Protect(phone, PersonalDataKind.Phone));
        await sms.TrySendAsync(former, $"【清江浦民生门户】您账号的手机号已改为 {MobileNumber.Mask(phone)}。不是您本人操作的，请拨打 12345。", cancellationToken);
        return new CodeUse(Refused: null);
    }

    private CodeUse Refuse(Error error)
    {
        audit.Refused = error.Code;
        return new(error);
    }
}
