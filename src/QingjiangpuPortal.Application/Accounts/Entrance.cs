using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>How far a sign-in has come.</summary>
public enum SignInStep
{
    SignedIn,
    AwaitsSecondStep,
}

/// <summary>What every way of signing in ends with: the second step where there is one, then a new session.</summary>
internal sealed class Entrance(
    PortalDb db, ICurrentUser user, ISignIn signIn, ISignInLockout lockout, SecondFactors factors, ISmsSender sms, IPersonalDataCipher cipher, SessionRules rules, TimeProvider clock, AuditNote audit)
{
    public async Task<SignInStep> EnterAsync(Guid personId, SignInMethod method, CancellationToken cancellationToken, string? provider = null)
    {
        if (await factors.ExistAsync(personId, cancellationToken))
        {
            audit.Refused = "SignIn.AwaitsSecondStep";
            await signIn.AwaitSecondStepAsync(new(personId, method, provider));
            return SignInStep.AwaitsSecondStep;
        }
        await OpenAsync(new(personId, method, HasSecondFactor: false, provider), cancellationToken);
        return SignInStep.SignedIn;
    }

    /// <summary>Everything was right: wrong tries are forgotten only now, or a known password would buy endless guesses at the code.</summary>
    public async Task OpenAsync(SignedIn who, CancellationToken cancellationToken)
    {
        var isStaff = await db.IsStaffAsync(who.PersonId, clock.GetUtcNow(), cancellationToken);
        // Whoever signs in over a session leaves it: nobody could end it from this browser any more.
        if (user.IsSignedIn) (await db.SessionOfAsync(user, cancellationToken)).End(clock.GetUtcNow());
        var session = signIn.StartSession(who, isStaff ? rules.Staff : rules.Residents);
        var person = db.People.Local.FirstOrDefault(p => p.Id == who.PersonId) ?? await db.People.SingleAsync(p => p.Id == who.PersonId, cancellationToken);
        await lockout.ForgiveAsync(person.Phone.BlindIndex, cancellationToken);
        if (isStaff && sms.IsAvailable && !await db.Sessions.AnyAsync(s => s.PersonId == who.PersonId && s.Device == session.Device, cancellationToken))
            await sms.TrySendAsync(
                cipher.Reveal(person.Phone, PersonalDataKind.Phone),
                $"【清江浦民生门户】您的工作账号在新设备（{session.Device}）登录。如果不是您本人，请立即联系安全管理员。", cancellationToken);
    }
}

internal static class SignInErrors
{
    public static Error Closed(DateTimeOffset until, string field) =>
        Failure.Invalid("SignIn.LockedOut", field, ChinaTime.ToLocal(until).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
}
