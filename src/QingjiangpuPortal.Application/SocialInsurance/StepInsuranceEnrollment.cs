using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>核实通过, with the circumstances as the community knows them.</summary>
public sealed record CheckInsuranceEnrollment(Guid EnrollmentId, uint Version, InsuredCircumstances Found, string? Note) : IInsuranceCommand
{
    public Permission Permission => Permission.DecideInsurance;
}

/// <summary>参保登记 by the street: active from today, with the first bill.</summary>
public sealed record ActivateInsuranceEnrollment(Guid EnrollmentId, uint Version, string? Note) : IInsuranceCommand
{
    public Permission Permission => Permission.DecideInsurance;
}

/// <summary>要求补正, with what is missing.</summary>
public sealed record AskForInsurancePapers(Guid EnrollmentId, uint Version, string? What) : IInsuranceCommand
{
    public Permission Permission => Permission.DecideInsurance;
}

public sealed record RefuseInsuranceEnrollment(Guid EnrollmentId, uint Version, string? Reason) : IInsuranceCommand
{
    public Permission Permission => Permission.DecideInsurance;
}

/// <summary>停保 by the street.</summary>
public sealed record EndInsuranceEnrollment(Guid EnrollmentId, uint Version, string? Reason) : IInsuranceCommand
{
    public Permission Permission => Permission.DecideInsurance;
}

/// <summary>维持原决定 after an appeal.</summary>
public sealed record UpholdInsuranceRefusal(Guid EnrollmentId, uint Version, string? Reason) : IInsuranceCommand
{
    public Permission Permission => Permission.JudgeInsuranceAppeals;
}

/// <summary>撤销原决定: it goes on where it was refused.</summary>
public sealed record OverturnInsuranceRefusal(Guid EnrollmentId, uint Version, string? Reason) : IInsuranceCommand
{
    public Permission Permission => Permission.JudgeInsuranceAppeals;
}

/// <summary>撤回 by whoever asked.</summary>
public sealed record WithdrawInsuranceEnrollment(Guid EnrollmentId, uint Version, string? Note) : IInsuranceCommand
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>补交材料.</summary>
public sealed record SupplyInsurancePapers(Guid EnrollmentId, uint Version, string? Note, IReadOnlyList<Guid> PaperIds) : IInsuranceCommand
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>申诉 against a refusal.</summary>
public sealed record AppealInsuranceRefusal(Guid EnrollmentId, uint Version, string? Reason) : IInsuranceCommand
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>停保 by whoever asked; it ends ten minutes later.</summary>
public sealed record LeaveInsurance(Guid EnrollmentId, uint Version, string? Reason) : IInsuranceCommand
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>Takes back within ten minutes that one leaves.</summary>
public sealed record KeepInsurance(Guid EnrollmentId, uint Version) : IInsuranceCommand
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class CheckInsuranceEnrollmentValidator : AbstractValidator<CheckInsuranceEnrollment>
{
    public CheckInsuranceEnrollmentValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class ActivateInsuranceEnrollmentValidator : AbstractValidator<ActivateInsuranceEnrollment>
{
    public ActivateInsuranceEnrollmentValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class AskForInsurancePapersValidator : AbstractValidator<AskForInsurancePapers>
{
    public AskForInsurancePapersValidator() => RuleFor(x => x.What).Reason();
}

internal sealed class RefuseInsuranceEnrollmentValidator : AbstractValidator<RefuseInsuranceEnrollment>
{
    public RefuseInsuranceEnrollmentValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class EndInsuranceEnrollmentValidator : AbstractValidator<EndInsuranceEnrollment>
{
    public EndInsuranceEnrollmentValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class UpholdInsuranceRefusalValidator : AbstractValidator<UpholdInsuranceRefusal>
{
    public UpholdInsuranceRefusalValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class OverturnInsuranceRefusalValidator : AbstractValidator<OverturnInsuranceRefusal>
{
    public OverturnInsuranceRefusalValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class WithdrawInsuranceEnrollmentValidator : AbstractValidator<WithdrawInsuranceEnrollment>
{
    public WithdrawInsuranceEnrollmentValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class SupplyInsurancePapersValidator : AbstractValidator<SupplyInsurancePapers>
{
    public SupplyInsurancePapersValidator()
    {
        RuleFor(x => x.Note).Note();
        RuleFor(x => x.PaperIds).Cascade(CascadeMode.Stop)
            .Must((x, papers) => papers.Count > 0 || !string.IsNullOrWhiteSpace(x.Note)).WithErrorCode("Care.PapersMissing")
            .Must(p => p.Count <= InsuranceEnrollment.MaxPapers).WithErrorCode("Photo.TooMany").WithState(_ => InsuranceEnrollment.MaxPapers);
    }
}

internal sealed class AppealInsuranceRefusalValidator : AbstractValidator<AppealInsuranceRefusal>
{
    public AppealInsuranceRefusalValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class LeaveInsuranceValidator : AbstractValidator<LeaveInsurance>
{
    public LeaveInsuranceValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class CheckInsuranceEnrollmentHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<CheckInsuranceEnrollment>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, CheckInsuranceEnrollment command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(enrollment.Check(clock, command.Found, by, command.Note, at));
}

internal sealed class ActivateInsuranceEnrollmentHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) :
    InsuranceCommandHandler<ActivateInsuranceEnrollment>(db, user, clocks, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, ActivateInsuranceEnrollment command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var facts = await Db.FactsOfAsync(cipher, enrollment, cancellationToken);
        // By the day on which it was asked for: nobody misses a window because the office took its time.
        var mayJoin = JoinRules.MayJoin(enrollment.Scheme, facts, clock.Rules, ChinaTime.DayOf(enrollment.RecordedAt));
        var activated = enrollment.Activate(clock, by, command.Note, at);
        if (activated.IsError) return activated;
        if (!mayJoin) return Failure.Conflict("Insurance.ConditionsUnmet");
        if (enrollment.IssueBill(Guid.CreateVersion7(at), facts, clock.Rules, ChinaTime.DayOf(at), at) is { } bill)
        {
            Db.Bills.Add(bill);
            Db.AccountPostings.AddRange(bill.SettleIfFree(at));
        }
        // Whoever was asked by the grid has answered by this.
        foreach (var task in await Db.CoverageTasks.Where(t => t.IdNumber.BlindIndex == enrollment.PersonIdNumber.BlindIndex && t.Outcome == null).ToListAsync(cancellationToken))
            if (task.Scheme.IsPension() == enrollment.Scheme.IsPension()) task.Answer(CoverageOutcome.Enrolled, note: null, by.PersonId, at);
        return activated;
    }
}

internal sealed class AskForInsurancePapersHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<AskForInsurancePapers>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, AskForInsurancePapers command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(enrollment.AskForPapers(clock, by, command.What!, at));
}

internal sealed class RefuseInsuranceEnrollmentHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<RefuseInsuranceEnrollment>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, RefuseInsuranceEnrollment command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(enrollment.Refuse(clock, by, command.Reason!, at));
}

internal sealed class EndInsuranceEnrollmentHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<EndInsuranceEnrollment>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, EndInsuranceEnrollment command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        Db.EndAsync(enrollment, clock, by, command.Reason!, at, cancellationToken);
}

internal sealed class LeaveInsuranceHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<LeaveInsurance>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, LeaveInsurance command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(enrollment.Leave(clock, by, command.Reason!, at));
}

internal sealed class KeepInsuranceHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<KeepInsurance>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, KeepInsurance command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(enrollment.Keep(clock, by, at));
}

internal sealed class UpholdInsuranceRefusalHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<UpholdInsuranceRefusal>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, UpholdInsuranceRefusal command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(enrollment.Uphold(clock, by, command.Reason!, at));
}

internal sealed class OverturnInsuranceRefusalHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<OverturnInsuranceRefusal>(db, user, clocks, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, OverturnInsuranceRefusal command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        await Db.IsInSchemeAlreadyAsync(enrollment, cancellationToken) ? InsuranceErrors.InSchemeAlready : enrollment.Overturn(clock, by, command.Reason!, at);
}

internal sealed class WithdrawInsuranceEnrollmentHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<WithdrawInsuranceEnrollment>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, WithdrawInsuranceEnrollment command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(enrollment.Withdraw(clock, by, command.Note, at));
}

internal sealed class SupplyInsurancePapersHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<SupplyInsurancePapers>(db, user, clocks, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, SupplyInsurancePapers command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var attached = await Db.AttachPhotosAsync(command.PaperIds, enrollment.Id, AttachmentPurpose.InsurancePaper, isPublic: false, cancellationToken);
        return attached.IsError ? attached : enrollment.SupplyPapers(clock, by, command.Note, at);
    }
}

internal sealed class AppealInsuranceRefusalHandler(PortalDb db, ICurrentUser user, InsuranceClocks clocks, TimeProvider clock, AuditNote audit) : InsuranceCommandHandler<AppealInsuranceRefusal>(db, user, clocks, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(InsuranceEnrollment enrollment, AppealInsuranceRefusal command, InsuranceClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        await Db.IsInSchemeAlreadyAsync(enrollment, cancellationToken) ? InsuranceErrors.InSchemeAlready : enrollment.Appeal(clock, by, command.Reason!, at);
}

internal static class EnrollmentSteps
{
    /// <summary>Ends it with the bills that nobody paid; a payment that is still on its way becomes a surplus.</summary>
    public static async ValueTask<ErrorOr<Success>> EndAsync(
        this PortalDb db, InsuranceEnrollment enrollment, InsuranceClock clock, Actor by, string? reason, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var ended = enrollment.End(clock, by, reason, at);
        if (ended.IsError) return ended;
        foreach (var bill in await db.Bills.Where(b => b.EnrollmentId == enrollment.Id && b.State == BillState.Open).ToListAsync(cancellationToken)) bill.Cancel();
        return ended;
    }

    /// <summary>Somebody asked anew, or joined, since it was refused.</summary>
    public static async Task<bool> IsInSchemeAlreadyAsync(this PortalDb db, InsuranceEnrollment enrollment, CancellationToken cancellationToken) =>
        (await db.SchemesOfAsync(enrollment.PersonIdNumber.BlindIndex, cancellationToken, save: enrollment.Id)).Contains(enrollment.Scheme);
}
