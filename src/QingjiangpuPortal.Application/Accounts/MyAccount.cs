using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

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

/// <summary>Sets the first password, or changes it (then the current one is needed).</summary>
public sealed record ChangePassword(string? CurrentPassword, string? NewPassword) : ICommand<Success>
{
    public const int MinLength = 8;

    public Permission Permission => Permission.SignedIn;
}

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator() => RuleFor(x => x.NewPassword).NewPassword();
}

internal sealed class ChangePasswordHandler(ICurrentUser user, ISignIn signIn, AuditNote audit) : IRequestHandler<ChangePassword, ErrorOr<Success>>
{
    public Task<ErrorOr<Success>> Handle(ChangePassword request, CancellationToken cancellationToken)
    {
        audit.PersonId = user.PersonId;
        return signIn.SetPasswordAsync(user.PersonId!.Value, request.CurrentPassword, request.NewPassword!);
    }
}

internal static class AccountFields
{
    public static void NewPassword<T>(this IRuleBuilderInitial<T, string?> field) =>
        field.Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Password.Missing")
            .MinimumLength(ChangePassword.MinLength).WithErrorCode("Password.TooShort").WithState(_ => ChangePassword.MinLength);
}
