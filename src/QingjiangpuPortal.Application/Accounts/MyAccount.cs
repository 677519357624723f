using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>我的账号: what the header and the account page show, masked.</summary>
public sealed record GetMyAccount : IQuery<MyAccount>
{
    public Permission Permission => Permission.SignedIn;
}

public sealed record MyAccount(string? MaskedName, string MaskedPhone, bool HasPassword);

internal sealed class GetMyAccountHandler(PortalDb db, ICurrentUser user, ISignIn signIn, IPersonalDataCipher cipher) : IRequestHandler<GetMyAccount, ErrorOr<MyAccount>>
{
    public async Task<ErrorOr<MyAccount>> Handle(GetMyAccount request, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == user.PersonId, cancellationToken);
        return new MyAccount(
            person.Name is null ? null : cipher.Show(person.Name, PersonalDataKind.Name, Onlooker.Self),
            cipher.Show(person.Phone, PersonalDataKind.Phone, Onlooker.Self),
            await signIn.HasPasswordAsync(person.Id));
    }
}

/// <summary>Sets the first password, or changes it (then the current one is needed). All other sessions end.</summary>
public sealed record ChangePassword(string? CurrentPassword, string? NewPassword) : ICommand<Success>, IAboutMyself, IAuditedAs
{
    public const int MinLength = PasswordRules.MinLength;
    public const int StaffMinLength = PasswordRules.StaffMinLength;

    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator() => RuleFor(x => x.NewPassword).NotEmpty().WithErrorCode("Password.Missing");
}

internal sealed class ChangePasswordHandler(
    PortalDb db, ICurrentUser user, ISignIn signIn, ISignInLockout lockout, PasswordRules rules, AccountMessages messages, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<ChangePassword, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ChangePassword request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == user.PersonId, cancellationToken);
        if (await signIn.HasPasswordAsync(person.Id))
        {
            if (await lockout.TryAsync(person.Phone.BlindIndex, cancellationToken) is { } until) return SignInErrors.Closed(until, nameof(request.CurrentPassword));
            if (!await signIn.IsPasswordAsync(person.Id, request.CurrentPassword ?? "")) return Failure.Invalid("Password.CurrentWrong", nameof(request.CurrentPassword));
            await lockout.ForgiveAsync(person.Phone.BlindIndex, cancellationToken);
        }
        // Where there was none, the code that opened this session must be fresh, or whoever finds the browser open could set one.
        else if (!(await db.SessionOfAsync(user, cancellationToken)).IsFresh(now)) return ConfirmationErrors.Needed;
        var ruled = rules.Check(
            request.NewPassword!, cipher.Reveal(person.Phone, PersonalDataKind.Phone),
            person.Name is null ? null : cipher.Reveal(person.Name, PersonalDataKind.Name),
            await db.IsStaffAsync(person.Id, now, cancellationToken), nameof(request.NewPassword));
        if (ruled.IsError) return ruled;
        await db.EndSessionsAsync(person.Id, user.Origin.SessionId, now, cancellationToken);
        await messages.TellAsync(person.Id, "密码已修改", cancellationToken);
        return await signIn.SetPasswordAsync(person.Id, request.NewPassword!);
    }
}
