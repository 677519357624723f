using System.Security.Cryptography;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>登录 with mobile number and password.</summary>
public sealed record SignInWithPassword(string? Phone, string? Password) : ICommand<Success>, IAuditedAs
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

internal sealed class SignInWithPasswordHandler(PortalDb db, ISignIn signIn, IPersonalDataCipher cipher, AuditNote audit) : IRequestHandler<SignInWithPassword, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SignInWithPassword request, CancellationToken cancellationToken)
    {
        var personId = await db.PersonByPhoneAsync(cipher, MobileNumber.Normalize(request.Phone)!, cancellationToken);
        audit.PersonId = personId;
        // An unknown number costs as much time as a wrong password: neither the answer nor its delay tells who has an account.
        return await signIn.WithPasswordAsync(personId ?? Guid.Empty, request.Password!);
    }
}

/// <summary>Sends a one-time code to a mobile number, known or not.</summary>
public sealed record SendSignInCode(string? Phone) : ICommand<Success>
{
    /// <summary>The shortest time between two codes to one number.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    public Permission Permission => Permission.Anyone;
}

internal sealed class SendSignInCodeValidator : AbstractValidator<SendSignInCode>
{
    public SendSignInCodeValidator() => RuleFor(x => x.Phone).Mobile();
}

internal sealed class SendSignInCodeHandler(PortalDb db, IPersonalDataCipher cipher, ISmsSender sms, TimeProvider clock)
    : IRequestHandler<SendSignInCode, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SendSignInCode request, CancellationToken cancellationToken)
    {
        if (!sms.IsAvailable) return Failure.Invalid("SignIn.CodesNotOffered", nameof(request.Phone));
        var phone = MobileNumber.Normalize(request.Phone)!;
        var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
        var now = clock.GetUtcNow();
        var since = now - SendSignInCode.Pause;
        if (await db.SignInCodes.AnyAsync(c => c.PhoneIndex == index && c.SentAt > since, cancellationToken))
            return Failure.Invalid("SignIn.CodeTooSoon", nameof(request.Phone), (int)SendSignInCode.Pause.TotalSeconds);
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
        db.SignInCodes.Add(SignInCode.Send(Guid.CreateVersion7(), index, SignInCodes.HashOf(phone, code), now));
        await sms.SendAsync(phone, $"【清江浦民生门户】验证码 {code}，{(int)SignInCode.Lifetime.TotalMinutes} 分钟内有效。请勿告诉他人。", cancellationToken);
        return Result.Success;
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
public sealed record CodeUse(Error? Refused);

internal sealed class SignInWithCodeValidator : AbstractValidator<SignInWithCode>
{
    public SignInWithCodeValidator()
    {
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.Code).NotEmpty().WithErrorCode("SignIn.CodeMissing");
    }
}

internal sealed class SignInWithCodeHandler(PortalDb db, ISignIn signIn, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<SignInWithCode, ErrorOr<CodeUse>>
{
    public async Task<ErrorOr<CodeUse>> Handle(SignInWithCode request, CancellationToken cancellationToken)
    {
        var phone = MobileNumber.Normalize(request.Phone)!;
        var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
        var now = clock.GetUtcNow();
        var code = await db.SignInCodes.Where(c => c.PhoneIndex == index).OrderByDescending(c => c.SentAt).FirstOrDefaultAsync(cancellationToken);
        if (code is null) return Refuse(Failure.Invalid("SignIn.CodeExpired", nameof(request.Code)));
        var used = code.Use(SignInCodes.HashOf(phone, SignInCodes.Plain(request.Code!)), now);
        if (used.IsError) return Refuse(used.FirstError);

        var personId = await db.PersonByPhoneAsync(cipher, phone, cancellationToken) ?? await RegisterAsync(phone, now);
        audit.PersonId = personId;
        var signedIn = await signIn.WithoutPasswordAsync(personId);
        return signedIn.IsError ? Refuse(signedIn.FirstError) : new CodeUse(Refused: null);
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

internal static class SignInCodes
{
    public static byte[] HashOf(string phone, string code) => Hash.Of(phone + "\n" + code);

    /// <summary>Digits as people type them: full-width, with spaces.</summary>
    public static string Plain(string typed) =>
        string.Concat(typed.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsAsciiDigit));

    public static async Task<Guid?> PersonByPhoneAsync(this PortalDb db, IPersonalDataCipher cipher, string phone, CancellationToken cancellationToken)
    {
        var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
        return await db.People.Where(p => p.Phone.BlindIndex == index).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
    }
}
