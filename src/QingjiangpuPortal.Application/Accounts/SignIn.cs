using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>登录 with mobile number and password.</summary>
public sealed record SignInWithPassword(string? Phone, string? Password) : ICommand<SignInStep>, IAuditedAs
{
    public Permission Permission => Permission.Anyone;
    public AuditKind AuditKind => AuditKind.SignIn;
}

internal sealed class SignInWithPasswordValidator : AbstractValidator<SignInWithPassword>
{
    public SignInWithPasswordValidator()
    {
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.Password).NotEmpty().WithErrorCode("Password.Missing");
    }
}

internal sealed class SignInWithPasswordHandler(PortalDb db, ISignIn signIn, ISignInLockout lockout, Entrance entrance, IPersonalDataCipher cipher, AuditNote audit)
    : IRequestHandler<SignInWithPassword, ErrorOr<SignInStep>>
{
    public async Task<ErrorOr<SignInStep>> Handle(SignInWithPassword request, CancellationToken cancellationToken)
    {
        var phone = MobileNumber.Normalize(request.Phone)!;
        var personId = await db.PersonByPhoneAsync(cipher, phone, cancellationToken);
        audit.PersonId = personId;
        var closed = await lockout.TryAsync(cipher.BlindIndex(phone, PersonalDataKind.Phone), cancellationToken);
        if (closed is { } until) return SignInErrors.Closed(until, nameof(request.Password));
        // An unknown number costs as much time as a wrong password: neither the answer nor its delay tells who has an account.
        if (!await signIn.IsPasswordAsync(personId, request.Password!)) return Failure.Invalid("SignIn.Wrong", nameof(request.Password));
        return await entrance.EnterAsync(personId!.Value, SignInMethod.Password, cancellationToken);
    }
}

/// <summary>登录 with the code that was sent. A number without an account gets one: that is how residents register.</summary>
public sealed record SignInWithCode(string? Phone, string? Code) : ICommand<CodeUse>, IAuditedAs
{
    public Permission Permission => Permission.Anyone;
    public AuditKind AuditKind => AuditKind.SignIn;
}

/// <summary>
/// A wrong code is an outcome and no failure of the command, because the try must be saved.
/// </summary>
/// <param name="Refused">Why it did not sign in, or <c>null</c>.</param>
public sealed record CodeUse(Error? Refused, SignInStep Step = default);

internal sealed class SignInWithCodeValidator : AbstractValidator<SignInWithCode>
{
    public SignInWithCodeValidator()
    {
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.Code).NotEmpty().WithErrorCode("SignIn.CodeMissing");
    }
}

internal sealed class SignInWithCodeHandler(
    PortalDb db, ISignIn signIn, ISignInLockout lockout, Entrance entrance, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<SignInWithCode, ErrorOr<CodeUse>>
{
    public async Task<ErrorOr<CodeUse>> Handle(SignInWithCode request, CancellationToken cancellationToken)
    {
        var phone = MobileNumber.Normalize(request.Phone)!;
        var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
        // Fresh codes, one a minute, would else buy five tries each.
        if (await lockout.TryAsync(index, cancellationToken) is { } until) return Refuse(SignInErrors.Closed(until, nameof(request.Code)));
        var now = clock.GetUtcNow();
        var code = await db.LatestCodeAsync(index, SignInCodePurpose.SignIn, cancellationToken);
        if (code is null) return Refuse(Failure.Invalid("SignIn.CodeExpired", nameof(request.Code)));
        var used = code.Use(SignInCodes.HashOf(phone, SignInCodes.Plain(request.Code!)), now);
        if (used.IsError) return Refuse(used.FirstError);

        var personId = await db.PersonByPhoneAsync(cipher, phone, cancellationToken) ?? await RegisterAsync(phone, now);
        audit.PersonId = personId;
        return new CodeUse(Refused: null, await entrance.EnterAsync(personId, SignInMethod.SmsCode, cancellationToken));
    }

    private CodeUse Refuse(Error error)
    {
        audit.Refused = error.Code;
        return new(error);
    }

    private async Task<Guid> RegisterAsync(string phone, DateTimeOffset now)
    {
        var person = Person.Create(Guid.CreateVersion7(), name: null, cipher.Protect(phone, PersonalDataKind.Phone), now);
        db.People.Add(person);
        await signIn.AddLoginAsync(person.Id, password: null);
        return person.Id;
    }
}
