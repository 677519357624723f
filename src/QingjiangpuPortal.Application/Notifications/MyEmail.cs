using System.Globalization;
using System.Security.Cryptography;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.Notifications;

/// <summary>填写邮箱: sends a code there, and nothing else until it came back.</summary>
public sealed record SetMyEmail(string? Email, bool InEnglish) : ICommand<Success>, IAboutMyself
{
    public const int MaxLength = 254;

    public Permission Permission => Permission.SignedIn;
}

/// <summary>确认邮箱, by the code that was sent there.</summary>
public sealed record ConfirmMyEmail(string? Code) : ICommand<CodeUse>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>删除邮箱.</summary>
public sealed record RemoveMyEmail : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class SetMyEmailValidator : AbstractValidator<SetMyEmail>
{
    public SetMyEmailValidator() => RuleFor(x => x.Email).Must(typed => Emails.Plain(typed) is not null).WithErrorCode("Email.Unreadable");
}

internal sealed class ConfirmMyEmailValidator : AbstractValidator<ConfirmMyEmail>
{
    public ConfirmMyEmailValidator() => RuleFor(x => x.Code).NotEmpty().WithErrorCode("Email.CodeMissing");
}

internal sealed class MyEmailHandler(PortalDb db, ICurrentUser user, IMailSender mail, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<SetMyEmail, ErrorOr<Success>>, IRequestHandler<ConfirmMyEmail, ErrorOr<CodeUse>>, IRequestHandler<RemoveMyEmail, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SetMyEmail request, CancellationToken cancellationToken)
    {
        if (!mail.IsAvailable) return Failure.Invalid("Email.NotOffered", nameof(request.Email));
        var (me, plain) = (user.PersonId!.Value, Emails.Plain(request.Email)!);
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var email = await MineAsync(cancellationToken);
        if (email is null) db.EmailAddresses.Add(email = EmailAddress.Of(me));
        var expected = email.Expect(cipher.Protect(plain, PersonalDataKind.Email), HashOf(code), clock.GetUtcNow());
        if (expected.IsError) return expected;
        var text = string.Format(
            CultureInfo.InvariantCulture, NotificationWords.Of("Mail.CodeText", request.InEnglish), code, (int)EmailAddress.CodeLifetime.TotalMinutes);
        try
        {
            await mail.SendAsync(new(Guid.CreateVersion7(), plain, NotificationWords.Of("Mail.CodeSubject", request.InEnglish), text), cancellationToken);
        }
        catch (DeliveryFailedException)
        {
            return Failure.Invalid("Email.NotSent", nameof(request.Email));
        }
        return Result.Success;
    }

    public async Task<ErrorOr<CodeUse>> Handle(ConfirmMyEmail request, CancellationToken cancellationToken)
    {
        if (await MineAsync(cancellationToken) is not { } email) return Failure.NotFound("Email.NotFound");
        var confirmed = email.Confirm(HashOf(SignInCodes.Plain(request.Code!)), clock.GetUtcNow());
        if (!confirmed.IsError) return new CodeUse(Refused: null);
        // Saved all the same: a wrong code is a try.
        audit.Refused = confirmed.FirstError.Code;
        return new CodeUse(confirmed.FirstError);
    }

    public async Task<ErrorOr<Success>> Handle(RemoveMyEmail request, CancellationToken cancellationToken)
    {
        if (await MineAsync(cancellationToken) is { } email) db.EmailAddresses.Remove(email);
        return Result.Success;
    }

    private Task<EmailAddress?> MineAsync(CancellationToken cancellationToken) => db.EmailAddresses.SingleOrDefaultAsync(e => e.PersonId == user.PersonId, cancellationToken);

    private byte[] HashOf(string code) => Hash.Of($"{user.PersonId}\n{code}");
}

internal static class Emails
{
    /// <summary>As it is stored: full-width letters made plain; <c>null</c> where it is no address of the usual form.</summary>
    public static string? Plain(string? typed)
    {
        var plain = typed?.Normalize(System.Text.NormalizationForm.FormKC).Trim();
        if (plain is not { Length: > 2 and <= SetMyEmail.MaxLength } || plain.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"')) return null;
        var at = plain.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == plain.LastIndexOf('@') && plain[(at + 1)..] is var domain && domain.Contains('.', StringComparison.Ordinal)
            && Uri.CheckHostName(domain) == UriHostNameType.Dns ? plain : null;
    }
}
