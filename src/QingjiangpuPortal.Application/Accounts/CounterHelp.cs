using System.Globalization;
using System.Security.Cryptography;
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

/// <summary>账号求助: the account of whoever stands at the counter, by mobile number, masked. A command, because looking somebody up leaves a line.</summary>
public sealed record FindAccountAtCounter(string? Phone) : ICommand<AccountAtCounter>, IAuditedAs
{
    public Permission Permission => Permission.ResetSignIn;
    public AuditKind AuditKind => AuditKind.Reveal;
}

/// <param name="ClosedUntil">Until when wrong tries have closed it.</param>
public sealed record AccountAtCounter(string? MaskedName, string MaskedPhone, bool HasSecondFactor, DateTimeOffset? ClosedUntil);

internal sealed class FindAccountAtCounterValidator : AbstractValidator<FindAccountAtCounter>
{
    public FindAccountAtCounterValidator() => RuleFor(x => x.Phone).Mobile();
}

internal sealed class FindAccountAtCounterHandler(
    PortalDb db, ICurrentUser user, ISignInLockout lockout, SecondFactors factors, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<FindAccountAtCounter, ErrorOr<AccountAtCounter>>
{
    public async Task<ErrorOr<AccountAtCounter>> Handle(FindAccountAtCounter request, CancellationToken cancellationToken)
    {
        var phone = MobileNumber.Normalize(request.Phone)!;
        var person = await db.AccountWithinReachAsync(user, cipher, phone, clock, cancellationToken);
        if (person.IsError) return person.Errors;
        audit.About(AuditSubject.Of<Person>(person.Value.Id), person.Value.Id);
        return new AccountAtCounter(
            person.Value.Name is null ? null : cipher.MaskedName(person.Value.Name), Masks.Of(phone, PersonalDataKind.Phone, Onlooker.Handler),
            await factors.ExistAsync(person.Value.Id, cancellationToken),
            await lockout.ClosedUntilAsync(person.Value.Phone.BlindIndex, cancellationToken));
    }
}

/// <summary>
/// With the person and a paper in front: opens a closed account, takes lost second factors and links away where that is asked
/// for, and gives a code of eight digits with which the person, not the officer, sets a new password. The old one opens nothing any more, and all sessions end.
/// </summary>
public sealed record HelpAtCounter(string? Phone, IdentityDocument? Document, bool RemoveFactors, string? Reason) : ICommand<CounterCode>, IAuditedAs
{
    public const int MaxReason = 200;

    public Permission Permission => Permission.ResetSignIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

/// <param name="Code">In clear only here.</param>
public sealed record CounterCode(string Code, DateTimeOffset Until);

internal sealed class HelpAtCounterValidator : AbstractValidator<HelpAtCounter>
{
    public HelpAtCounterValidator()
    {
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.Document).Chosen("Counter.DocumentMissing");
        RuleFor(x => x.Reason).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Reason.Missing")
            .MaximumLength(HelpAtCounter.MaxReason).WithErrorCode("Note.TooLong").WithState(_ => HelpAtCounter.MaxReason);
    }
}

internal sealed class HelpAtCounterHandler(
    PortalDb db, ICurrentUser user, ISignIn signIn, ISignInLockout lockout, SecondFactors factors, IOutsideLogins outside, AccountMessages messages,
    IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<HelpAtCounter, ErrorOr<CounterCode>>
{
    private const int Digits = 8;

    public async Task<ErrorOr<CounterCode>> Handle(HelpAtCounter request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var phone = MobileNumber.Normalize(request.Phone)!;
        audit.Reason = $"{request.Document}: {request.Reason!.Trim()}";
        var found = await db.AccountWithinReachAsync(user, cipher, phone, clock, cancellationToken);
        if (found.IsError) return found.Errors;
        var person = found.Value;
        audit.About(AuditSubject.Of<Person>(person.Id), person.Id);

        await lockout.ForgiveAsync(person.Phone.BlindIndex, cancellationToken);
        await signIn.RemovePasswordAsync(person.Id);
        if (request.RemoveFactors)
        {
            await factors.RemoveAllAsync(person.Id, cancellationToken);
            await outside.UnlinkAllAsync(person.Id, cancellationToken);
        }
        await db.EndSessionsAsync(person.Id, except: null, now, cancellationToken);
        (await db.LatestCodeAsync(person.Phone.BlindIndex, SignInCodePurpose.NewPassword, cancellationToken))?.Revoke(now);
        var code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D" + Digits, CultureInfo.InvariantCulture);
        var given = SignInCode.GiveAtCounter(Guid.CreateVersion7(), person.Phone.BlindIndex, SignInCodes.HashOf(phone, code), now);
        db.SignInCodes.Add(given);
        await messages.TellAsync(person.Id, request.RemoveFactors ? "已在服务窗口重置登录并移除两步登录" : "已在服务窗口重置登录", cancellationToken);
        return new CounterCode(code, given.ExpiresAt);
    }
}

/// <summary>用窗口给的代码设新密码. A wrong code counts as a try.</summary>
public sealed record SetPasswordWithCounterCode(string? Phone, string? Code, string? NewPassword) : ICommand<CodeUse>, IAuditedAs
{
    public Permission Permission => Permission.Anyone;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class SetPasswordWithCounterCodeValidator : AbstractValidator<SetPasswordWithCounterCode>
{
    public SetPasswordWithCounterCodeValidator()
    {
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.Code).NotEmpty().WithErrorCode("SignIn.CodeMissing");
        RuleFor(x => x.NewPassword).NotEmpty().WithErrorCode("Password.Missing");
    }
}

internal sealed class SetPasswordWithCounterCodeHandler(
    PortalDb db, ISignIn signIn, ISignInLockout lockout, PasswordRules rules, Entrance entrance, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<SetPasswordWithCounterCode, ErrorOr<CodeUse>>
{
    public async Task<ErrorOr<CodeUse>> Handle(SetPasswordWithCounterCode request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var phone = MobileNumber.Normalize(request.Phone)!;
        var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
        if (await lockout.TryAsync(index, cancellationToken) is { } until) return SignInErrors.Closed(until, nameof(request.Code));
        var code = await db.LatestCodeAsync(index, SignInCodePurpose.NewPassword, cancellationToken);
        if (code is null) return Failure.Invalid("SignIn.CodeExpired", nameof(request.Code));
        // The password first, and before the code is looked at: a weak one must not use the code up.
        if (rules.Check(request.NewPassword!, phone, name: null, isStaff: false, nameof(request.NewPassword)) is { IsError: true } weak) return weak.Errors;
        var used = code.Use(SignInCodes.HashOf(phone, SignInCodes.Plain(request.Code!)), now);
        if (used.IsError)
        {
            audit.Refused = used.FirstError.Code;
            return new CodeUse(used.FirstError);
        }
        // The number has gone to another account since: the code was not for that one.
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Phone.BlindIndex == index && p.CreatedAt <= code.SentAt, cancellationToken) is not { } person)
            return Failure.Invalid("SignIn.CodeExpired", nameof(request.Code));
        audit.PersonId = person.Id;
        var name = person.Name is null ? null : cipher.Reveal(person.Name, PersonalDataKind.Name);
        if (rules.Check(request.NewPassword!, phone, name, await db.IsStaffAsync(person.Id, now, cancellationToken), nameof(request.NewPassword)) is { IsError: true } refused) return refused.Errors;
        await signIn.SetPasswordAsync(person.Id, request.NewPassword!);
        await db.EndSessionsAsync(person.Id, except: null, now, cancellationToken);
        return new CodeUse(Refused: null, await entrance.EnterAsync(person.Id, SignInMethod.CounterCode, cancellationToken));
    }
}

internal static class CounterReach
{
    /// <summary>Residents for officers, staff for the security administrator, nobody for themselves; administrators only by the operator's command line, or one of the three could become the others.</summary>
    public static async Task<ErrorOr<Person>> AccountWithinReachAsync(
        this PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, string phone, TimeProvider clock, CancellationToken cancellationToken)
    {
        var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Phone.BlindIndex == index, cancellationToken) is not { } person)
            return Failure.Invalid("Counter.NoAccount", "Phone");
        if (person.Id == user.PersonId) return Failure.Invalid("Counter.Own", "Phone");
        if (user.IsSystem) return person;
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        // Whoever gets a post tomorrow is staff here today.
        var kinds = await db.Posts.Where(p => p.PersonId == person.Id && (p.ValidTo == null || p.ValidTo > today)).Select(p => p.Kind).ToListAsync(cancellationToken);
        if (kinds.Exists(kind => kind is PostKind.SecurityAdministrator or PostKind.SystemAdministrator or PostKind.AuditAdministrator))
            return Failure.Invalid("Counter.Administrator", "Phone");
        var isStaff = kinds.Count > 0;
        var mayReset = isStaff
            ? user.May(Permission.ManageStaff)
            : user.Posts.Any(p => p.Kind != PostKind.SecurityAdministrator && Permissions.Carries(p.Kind, Permission.ResetSignIn));
        return mayReset ? person : Failure.Invalid(isStaff ? "Counter.Staff" : "Counter.Resident", "Phone");
    }
}
