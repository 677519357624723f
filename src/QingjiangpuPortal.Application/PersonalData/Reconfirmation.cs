using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>
/// That it is really the owner of the account, asked once more before what a forgotten phone on a table must not do: the
/// password; where there is none, a code to the account's own number; where none can be sent, a sign-in of a moment ago.
/// </summary>
public sealed record Confirmation(string? Password, string? Code);

internal sealed class Reconfirmation(PortalDb db, ICurrentUser user, ISignIn signIn, ISignInLockout lockout, ISmsSender sms, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
{
    /// <summary>
    /// Why it does not count, or <c>null</c>. The answer of a command and no failure of it, because a wrong code must be saved as a try.
    /// </summary>
    public async Task<Error?> RefusesAsync(Guid personId, Confirmation given, CancellationToken cancellationToken)
    {
        var refused = await signIn.HasPasswordAsync(personId)
            ? await ByPasswordAsync(personId, given.Password, cancellationToken)
            : !sms.IsAvailable ? await ByFreshSessionAsync(personId, cancellationToken)
            : await ByCodeAsync(await PhoneOfAsync(personId, cancellationToken), given.Code, PurposeOf(personId), cancellationToken);
        audit.Refused = refused?.Code;
        return refused;
    }

    /// <summary>Uses up a code that was sent to a number for this very purpose.</summary>
    public async Task<Error?> ByCodeAsync(string phone, string? code, string purpose, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(code)) return Failure.Invalid("SignIn.CodeMissing", nameof(Confirmation.Code));
        var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
        // Fresh codes, one a minute, would else buy five tries each.
        if (await lockout.TryAsync(index, cancellationToken) is { } until) return SignInErrors.Closed(until, nameof(Confirmation.Code));
        var sent = await db.LatestCodeAsync(index, SignInCodePurpose.SignIn, cancellationToken);
        if (sent is null) return Failure.Invalid("SignIn.CodeExpired", nameof(Confirmation.Code));
        var used = sent.Use(SignInCodes.HashOf(purpose + phone, SignInCodes.Plain(code)), clock.GetUtcNow());
        if (used.IsError) return used.FirstError;
        await lockout.ForgiveAsync(index, cancellationToken);
        return null;
    }

    public async Task<string> PhoneOfAsync(Guid personId, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == personId, cancellationToken);
        return cipher.Reveal(person.Phone, PersonalDataKind.Phone);
    }

    /// <summary>A code to confirm with signs nobody in, and the other way round.</summary>
    public static string PurposeOf(Guid personId) => $"confirm {personId:N}\n";

    /// <summary>For a change that proves itself by another code: the password too; where there is none, a sign-in of a moment ago.</summary>
    public async Task<Error?> ByPasswordOrFreshSessionAsync(Guid personId, string? password, CancellationToken cancellationToken) =>
        await signIn.HasPasswordAsync(personId)
            ? await ByPasswordAsync(personId, password, cancellationToken)
            : await ByFreshSessionAsync(personId, cancellationToken);

    private async Task<Error?> ByFreshSessionAsync(Guid personId, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Session.FreshFor;
        return await db.Sessions.AnyAsync(s => s.Id == user.Origin.SessionId && s.PersonId == personId && s.ConfirmedAt >= since, cancellationToken)
            ? null : Failure.Conflict("Account.SignInAgainFirst");
    }

    private async Task<Error?> ByPasswordAsync(Guid personId, string? password, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(password)) return Failure.Invalid("Password.Missing", nameof(Confirmation.Password));
        var index = await db.PhoneIndexOfAsync(personId, cancellationToken);
        if (await lockout.TryAsync(index, cancellationToken) is { } until) return SignInErrors.Closed(until, nameof(Confirmation.Password));
        if (!await signIn.IsPasswordAsync(personId, password)) return Failure.Invalid("Password.CurrentWrong", nameof(Confirmation.Password));
        await lockout.ForgiveAsync(index, cancellationToken);
        return null;
    }
}

/// <summary>Sends a code to the account's own number, or to a new one that is to become it.</summary>
/// <param name="NewPhone"><c>null</c> for the account's own.</param>
public sealed record SendConfirmationCode(string? NewPhone = null) : ICommand<Success>, IAboutMyself
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class SendConfirmationCodeHandler(ICurrentUser user, Reconfirmation reconfirmation, CodeSender sender)
    : IRequestHandler<SendConfirmationCode, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SendConfirmationCode request, CancellationToken cancellationToken)
    {
        var field = request.NewPhone is null ? nameof(Confirmation.Code) : nameof(request.NewPhone);
        var me = user.PersonId!.Value;
        var phone = request.NewPhone is { } typed ? MobileNumber.Normalize(typed) : await reconfirmation.PhoneOfAsync(me, cancellationToken);
        if (phone is null) return Failure.Invalid("Phone.NotMobile", field);
        var sent = await sender.SendAsync(phone, Reconfirmation.PurposeOf(me), CodeSender.ToConfirm, field, cancellationToken);
        return sent.IsError ? sent.Errors : Result.Success;
    }
}
