using System.Security.Cryptography;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>Sends a one-time code to a mobile number, known or not.</summary>
public sealed record SendSignInCode(string? Phone) : ICommand<SentCode>
{
    /// <summary>The shortest time between two codes to one number.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    public Permission Permission => Permission.Anyone;
}

/// <param name="Until">Until when the code opens.</param>
/// <param name="CanExtend">Whether ten more minutes may be asked for; once for each code.</param>
public sealed record SentCode(DateTimeOffset Until, bool CanExtend)
{
    internal static SentCode Of(SignInCode code) => new(code.ExpiresAt, !code.IsExtended);
}

internal sealed class SendSignInCodeValidator : AbstractValidator<SendSignInCode>
{
    public SendSignInCodeValidator() => RuleFor(x => x.Phone).Mobile();
}

internal sealed class SendSignInCodeHandler(CodeSender sender) : IRequestHandler<SendSignInCode, ErrorOr<SentCode>>
{
    public async Task<ErrorOr<SentCode>> Handle(SendSignInCode request, CancellationToken cancellationToken)
    {
        var sent = await sender.SendAsync(MobileNumber.Normalize(request.Phone)!, bound: "", CodeSender.ToSignIn, nameof(request.Phone), cancellationToken);
        return sent.IsError ? sent.Errors : SentCode.Of(sent.Value);
    }
}

/// <summary>Sends one-time codes by message, one a minute to a number.</summary>
internal sealed class CodeSender(PortalDb db, IPersonalDataCipher cipher, ISmsSender sms, TimeProvider clock)
{
    public const string ToSignIn = "登录";
    public const string ToConfirm = "确认您本人的操作";

    /// <param name="bound">What the code is good for beside its number: it opens nothing else.</param>
    /// <param name="use">Said in the message, so that nobody is talked out of a code for something else.</param>
    /// <param name="field">Beside which a refusal is shown.</param>
    public async Task<ErrorOr<SignInCode>> SendAsync(string phone, string bound, string use, string field, CancellationToken cancellationToken)
    {
        if (!sms.IsAvailable) return Failure.Invalid("SignIn.CodesNotOffered", field);
        var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
        var now = clock.GetUtcNow();
        var since = now - SendSignInCode.Pause;
        if (await db.SignInCodes.AnyAsync(c => c.PhoneIndex == index && c.Purpose == SignInCodePurpose.SignIn && c.SentAt > since, cancellationToken))
            return Failure.Invalid("SignIn.CodeTooSoon", field, (int)SendSignInCode.Pause.TotalSeconds);
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
        var sent = SignInCode.Send(Guid.CreateVersion7(), index, SignInCodes.HashOf(bound + phone, code), now);
        db.SignInCodes.Add(sent);
        if (!await sms.TrySendAsync(phone, $"【清江浦民生门户】验证码 {code}，用于{use}，{(int)SignInCode.Lifetime.TotalMinutes} 分钟内有效。请勿告诉他人。", cancellationToken))
            return Failure.Invalid("SignIn.CodeNotSent", field);
        return sent;
    }
}

/// <summary>Ten more minutes for a code that was sent, once, for whoever reads and types slowly. It stays the same code.</summary>
public sealed record ExtendSignInCode(string? Phone) : ICommand<SentCode>
{
    public Permission Permission => Permission.Anyone;
}

internal sealed class ExtendSignInCodeValidator : AbstractValidator<ExtendSignInCode>
{
    public ExtendSignInCodeValidator() => RuleFor(x => x.Phone).Mobile();
}

internal sealed class ExtendSignInCodeHandler(PortalDb db, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<ExtendSignInCode, ErrorOr<SentCode>>
{
    public async Task<ErrorOr<SentCode>> Handle(ExtendSignInCode request, CancellationToken cancellationToken)
    {
        var index = cipher.BlindIndex(MobileNumber.Normalize(request.Phone)!, PersonalDataKind.Phone);
        var code = await db.LatestCodeAsync(index, SignInCodePurpose.SignIn, cancellationToken);
        if (code is null) return Failure.Invalid("SignIn.CodeExpired", "Code");
        var extended = code.Extend(clock.GetUtcNow());
        return extended.IsError ? extended.Errors : SentCode.Of(code);
    }
}

/// <summary>Until when the code that was last sent to a number opens; <c>null</c> where there is none. Anybody may send one, so it tells nothing.</summary>
public sealed record GetSentCode(string? Phone) : IQuery<SentCode?>
{
    public Permission Permission => Permission.Anyone;
}

internal sealed class GetSentCodeHandler(PortalDb db, IPersonalDataCipher cipher, TimeProvider clock) : IRequestHandler<GetSentCode, ErrorOr<SentCode?>>
{
    public async Task<ErrorOr<SentCode?>> Handle(GetSentCode request, CancellationToken cancellationToken)
    {
        if (MobileNumber.Normalize(request.Phone) is not { } phone) return default(SentCode);
        var code = await db.LatestCodeAsync(cipher.BlindIndex(phone, PersonalDataKind.Phone), SignInCodePurpose.SignIn, cancellationToken);
        return code is null || code.ExpiresAt <= clock.GetUtcNow() ? default(SentCode) : SentCode.Of(code);
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

    public static Task<SignInCode?> LatestCodeAsync(this PortalDb db, byte[] phoneIndex, SignInCodePurpose purpose, CancellationToken cancellationToken) =>
        db.SignInCodes.Where(c => c.PhoneIndex == phoneIndex && c.Purpose == purpose).OrderByDescending(c => c.SentAt).FirstOrDefaultAsync(cancellationToken);
}
