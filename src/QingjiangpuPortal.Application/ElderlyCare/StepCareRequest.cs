using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>核实通过, with the circumstances as the community knows them.</summary>
public sealed record CheckCareRequest(Guid RequestId, uint Version, ElderCircumstances Found, string? Note) : ICareCommand
{
    public Permission Permission => Permission.CheckCare;
}

/// <summary>审核通过: two assessors may go.</summary>
public sealed record ReviewCareRequest(Guid RequestId, uint Version, string? Note) : ICareCommand
{
    public Permission Permission => Permission.ReviewCare;
}

/// <summary>要求补正, with what is missing.</summary>
public sealed record AskForCarePapers(Guid RequestId, uint Version, string? What) : ICareCommand
{
    public Permission Permission => Permission.CheckCare;
}

/// <summary>审批通过: what the rules of the day grant is announced.</summary>
public sealed record ApproveCareRequest(Guid RequestId, uint Version, string? Note) : ICareCommand
{
    public Permission Permission => Permission.ApproveCare;
}

public sealed record RefuseCareRequest(Guid RequestId, uint Version, string? Reason) : ICareCommand
{
    public Permission Permission => Permission.CheckCare;
}

/// <summary>维持原决定 after an appeal.</summary>
public sealed record UpholdCareRefusal(Guid RequestId, uint Version, string? Reason) : ICareCommand
{
    public Permission Permission => Permission.ApproveCare;
}

/// <summary>撤销原决定: it goes on where it was refused.</summary>
public sealed record OverturnCareRefusal(Guid RequestId, uint Version, string? Reason) : ICareCommand
{
    public Permission Permission => Permission.ApproveCare;
}

/// <summary>撤回 by whoever asked.</summary>
public sealed record WithdrawCareRequest(Guid RequestId, uint Version, string? Note) : ICareCommand
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>补交材料.</summary>
public sealed record SupplyCarePapers(Guid RequestId, uint Version, string? Note, IReadOnlyList<Guid> PaperIds) : ICareCommand
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>申诉 against a refusal.</summary>
public sealed record AppealCareRefusal(Guid RequestId, uint Version, string? Reason) : ICareCommand
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class CheckCareRequestValidator : AbstractValidator<CheckCareRequest>
{
    public CheckCareRequestValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class ReviewCareRequestValidator : AbstractValidator<ReviewCareRequest>
{
    public ReviewCareRequestValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class AskForCarePapersValidator : AbstractValidator<AskForCarePapers>
{
    public AskForCarePapersValidator() => RuleFor(x => x.What).Reason();
}

internal sealed class ApproveCareRequestValidator : AbstractValidator<ApproveCareRequest>
{
    public ApproveCareRequestValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class RefuseCareRequestValidator : AbstractValidator<RefuseCareRequest>
{
    public RefuseCareRequestValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class UpholdCareRefusalValidator : AbstractValidator<UpholdCareRefusal>
{
    public UpholdCareRefusalValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class OverturnCareRefusalValidator : AbstractValidator<OverturnCareRefusal>
{
    public OverturnCareRefusalValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class WithdrawCareRequestValidator : AbstractValidator<WithdrawCareRequest>
{
    public WithdrawCareRequestValidator() => RuleFor(x => x.Note).Note();
}

internal sealed class SupplyCarePapersValidator : AbstractValidator<SupplyCarePapers>
{
    public SupplyCarePapersValidator()
    {
        RuleFor(x => x.Note).Note();
        RuleFor(x => x.PaperIds).Cascade(CascadeMode.Stop)
            .Must((x, papers) => papers.Count > 0 || !string.IsNullOrWhiteSpace(x.Note)).WithErrorCode("Care.PapersMissing")
            .Must(p => p.Count <= CareRequest.MaxPapers).WithErrorCode("Photo.TooMany").WithState(_ => CareRequest.MaxPapers);
    }
}

internal sealed class AppealCareRefusalValidator : AbstractValidator<AppealCareRefusal>
{
    public AppealCareRefusalValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class CheckCareRequestHandler(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) : CareCommandHandler<CheckCareRequest>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, CheckCareRequest command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(request.Check(clock, command.Found, by, command.Note, at));
}

internal sealed class ReviewCareRequestHandler(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) : CareCommandHandler<ReviewCareRequest>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, ReviewCareRequest command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(request.Review(clock, by, command.Note, at));
}

internal sealed class AskForCarePapersHandler(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) : CareCommandHandler<AskForCarePapers>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, AskForCarePapers command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(request.AskForPapers(clock, by, command.What!, at));
}

internal sealed class ApproveCareRequestHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, CareClocks clocks, TimeProvider clock, AuditNote audit) : CareCommandHandler<ApproveCareRequest>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, ApproveCareRequest command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(request.Approve(clock, cipher.AgeOf(request, at), by, command.Note, at));
}

internal sealed class RefuseCareRequestHandler(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) : CareCommandHandler<RefuseCareRequest>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, RefuseCareRequest command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(request.Refuse(clock, by, command.Reason!, at));
}

internal sealed class UpholdCareRefusalHandler(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) : CareCommandHandler<UpholdCareRefusal>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, UpholdCareRefusal command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(request.Uphold(clock, by, command.Reason!, at));
}

internal sealed class OverturnCareRefusalHandler(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) : CareCommandHandler<OverturnCareRefusal>(db, user, clocks, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, OverturnCareRefusal command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        await Db.OpenRequestOfAsync(request.ElderIdNumber.BlindIndex, cancellationToken, save: request.Id) ? CareErrors.OpenAlready : request.Overturn(clock, by, command.Reason!, at);
}

internal sealed class WithdrawCareRequestHandler(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) : CareCommandHandler<WithdrawCareRequest>(db, user, clocks, clock, audit)
{
    protected override ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, WithdrawCareRequest command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(request.Withdraw(clock, by, command.Note, at));
}

internal sealed class SupplyCarePapersHandler(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) : CareCommandHandler<SupplyCarePapers>(db, user, clocks, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, SupplyCarePapers command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var attached = await Db.AttachPhotosAsync(command.PaperIds, request.Id, AttachmentPurpose.CarePaper, isPublic: false, cancellationToken);
        return attached.IsError ? attached : request.SupplyPapers(clock, by, command.Note, at);
    }
}

internal sealed class AppealCareRefusalHandler(PortalDb db, ICurrentUser user, CareClocks clocks, TimeProvider clock, AuditNote audit) : CareCommandHandler<AppealCareRefusal>(db, user, clocks, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(CareRequest request, AppealCareRefusal command, CareClock clock, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        await Db.OpenRequestOfAsync(request.ElderIdNumber.BlindIndex, cancellationToken, save: request.Id) ? CareErrors.OpenAlready : request.Appeal(clock, by, command.Reason!, at);
}

internal static class CareRequests
{
    /// <summary>Of one elder one request at a time waits for anybody; a unique index says so once more.</summary>
    public static Task<bool> OpenRequestOfAsync(this PortalDb db, byte[] idIndex, CancellationToken cancellationToken, Guid? save = null) =>
        db.CareRequests.AnyAsync(r => r.ElderIdNumber.BlindIndex == idIndex && r.Id != save
            && r.Status != CareRequestStatus.Granted && r.Status != CareRequestStatus.Refused && r.Status != CareRequestStatus.Withdrawn, cancellationToken);

    /// <summary>Whole years on a day.</summary>
    public static int AgeOf(this IPersonalDataCipher cipher, CareRequest request, DateTimeOffset at) =>
        Age.On(ChinaTime.DayOf(at), ResidentId.BirthOf(cipher.Reveal(request.ElderIdNumber, PersonalDataKind.IdNumber))!.Value);
}
