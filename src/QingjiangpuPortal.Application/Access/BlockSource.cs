using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Access;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Access;

/// <summary>封禁: an address, a network or the account of a mobile number is not answered for some hours.</summary>
/// <param name="Source">An address, a network like 203.0.113.0/24, or a mobile number.</param>
public sealed record BlockSource(string? Source, int? Hours, string? Reason) : ICommand<Success>, IAuditedAs
{
    public Permission Permission => Permission.OperatePortal;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class BlockSourceValidator : AbstractValidator<BlockSource>
{
    public BlockSourceValidator()
    {
        RuleFor(x => x.Source).Must(typed => MobileNumber.Normalize(typed) is not null || BlockedSource.Parse(typed) is not null).WithErrorCode("Block.SourceWrong");
        RuleFor(x => x.Hours).Must(hours => hours >= 1 && hours <= BlockedSource.MaxTime.TotalHours)
            .WithErrorCode("Block.HoursWrong").WithState(_ => (int)BlockedSource.MaxTime.TotalHours);
        RuleFor(x => x.Reason).Reason();
    }
}

internal sealed class BlockSourceHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<BlockSource, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(BlockSource request, CancellationToken cancellationToken)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var until = now.AddHours(request.Hours!.Value);
        audit.Reason = request.Reason;
        if (BlockedSource.Parse(request.Source) is { } network)
        {
            audit.About(AuditSubject.Of<BlockedSource>(id));
            db.BlockedSources.Add(BlockedSource.OfNetwork(id, network, request.Reason!, user.PersonId, now, until));
            return Result.Success;
        }
        if (await db.PersonByPhoneAsync(cipher, MobileNumber.Normalize(request.Source)!, cancellationToken) is not { } personId)
            return Failure.Invalid("Block.NoSuchAccount", nameof(request.Source));
        if (personId == user.PersonId) return Failure.Invalid("Block.Yourself", nameof(request.Source));
        audit.About(AuditSubject.Of<BlockedSource>(id), personId);
        db.BlockedSources.Add(BlockedSource.OfAccount(id, personId, request.Reason!, user.PersonId, now, until));
        return Result.Success;
    }
}

/// <summary>The portal itself blocks an address that failed again and again; for a short time, and nobody twice at once.</summary>
public sealed record BlockForFailures(string Address, TimeSpan Time) : ICommand<Success>, IAuditedAs
{
    public const string Reason = "failures";

    public Permission Permission => Permission.System;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class BlockForFailuresHandler(PortalDb db, TimeProvider clock, AuditNote audit) : IRequestHandler<BlockForFailures, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(BlockForFailures request, CancellationToken cancellationToken)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var network = BlockedSource.Parse(request.Address);
        if (network is null || await db.StandsAsync(network.Value.ToString(), now, cancellationToken))
        {
            audit.NothingDone = true;
            return Result.Success;
        }
        audit.About(AuditSubject.Of<BlockedSource>(id));
        db.BlockedSources.Add(BlockedSource.OfNetwork(id, network.Value, BlockForFailures.Reason, by: null, now, now + request.Time));
        return Result.Success;
    }
}
