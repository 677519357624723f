using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Volunteers;

namespace QingjiangpuPortal.Application.Volunteers;

/// <summary>A step that a volunteer takes in their own task, as the page showed it. Sent twice, it is taken once.</summary>
public interface ITaskCommand : ICommand<Success>, IAbout
{
    Guid TaskId { get; }

    /// <summary>Of the volunteer's own place.</summary>
    uint Version { get; }

    AuditSubject? IAbout.Subject => AuditSubject.Of<VolunteerTask>(TaskId);
    Permission IRequirePermission.Permission => Permission.DoVolunteerTasks;
}

/// <summary>接单</summary>
public sealed record AcceptTask(Guid TaskId, uint Version) : ITaskCommand;

/// <summary>谢绝, with the reason: the place is free for another.</summary>
public sealed record DeclineTask(Guid TaskId, uint Version, string? Reason) : ITaskCommand;

/// <summary>到场</summary>
public sealed record ArriveAtTask(Guid TaskId, uint Version) : ITaskCommand;

/// <summary>完成: a sentence and photos, which go to the report; the leader resolves it.</summary>
public sealed record FinishTask(Guid TaskId, uint Version, string? Reason, IReadOnlyList<Guid> PhotoIds) : ITaskCommand;

internal sealed class DeclineTaskValidator : AbstractValidator<DeclineTask>
{
    public DeclineTaskValidator() => RuleFor(x => x.Reason).Reason();
}

internal sealed class FinishTaskValidator : AbstractValidator<FinishTask>
{
    public FinishTaskValidator()
    {
        RuleFor(x => x.Reason).Reason();
        RuleFor(x => x.PhotoIds).Must(p => p.Count <= GridReport.MaxPhotos).OverridePropertyName("Photos")
            .WithErrorCode("Photo.TooMany").WithState(_ => GridReport.MaxPhotos);
    }
}

internal sealed class ConfirmTaskHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) :
    IRequestHandler<AcceptTask, ErrorOr<Success>>, IRequestHandler<DeclineTask, ErrorOr<Success>>,
    IRequestHandler<ArriveAtTask, ErrorOr<Success>>, IRequestHandler<FinishTask, ErrorOr<Success>>
{
    public Task<ErrorOr<Success>> Handle(AcceptTask request, CancellationToken cancellationToken) =>
        StepAsync(request, VolunteerState.Accepted, (place, _, at) => new(place.Accept(at)), cancellationToken);

    public Task<ErrorOr<Success>> Handle(DeclineTask request, CancellationToken cancellationToken) =>
        StepAsync(request, VolunteerState.Declined, (place, _, at) => new(place.Decline(request.Reason!.Trim(), at)), cancellationToken);

    public Task<ErrorOr<Success>> Handle(ArriveAtTask request, CancellationToken cancellationToken) =>
        StepAsync(request, VolunteerState.Arrived, (place, _, at) => new(place.Arrive(at)), cancellationToken);

    public Task<ErrorOr<Success>> Handle(FinishTask request, CancellationToken cancellationToken) =>
        StepAsync(request, VolunteerState.Done, async (place, report, at) =>
            place.Finish(request.Reason!.Trim(), at) is { IsError: true } refused ? refused
                : await db.AttachPhotosAsync(request.PhotoIds, report.Id, AttachmentPurpose.VolunteerPhoto, isPublic: false, cancellationToken), cancellationToken);

    private async Task<ErrorOr<Success>> StepAsync(
        ITaskCommand command, VolunteerState to, Func<VolunteerPlace, GridReport, DateTimeOffset, ValueTask<ErrorOr<Success>>> step, CancellationToken cancellationToken)
    {
        var person = user.PersonId;
        var place = await db.VolunteerPlaces.SingleOrDefaultAsync(p => p.TaskId == command.TaskId && p.PersonId == person, cancellationToken);
        if (place is null) return VolunteerErrors.NotFound;
        if (place.State == to)
        {
            // The first sending was recorded; this one changes nothing.
            audit.NothingDone = true;
            return Result.Success;
        }
        if (place.Version != command.Version) return AccessErrors.ChangedMeanwhile;
        var task = await db.VolunteerTasks.AsNoTracking().SingleAsync(t => t.Id == command.TaskId, cancellationToken);
        var report = await db.GridReports.AsNoTracking().SingleAsync(r => r.Id == task.ReportId, cancellationToken);
        if (!task.IsNeededFor(report)) return VolunteerErrors.NoLongerNeeded;
        var at = clock.GetUtcNow();
        var answered = await step(place, report, at);
        if (!answered.IsError) db.Tell(NotificationKind.VolunteerAnswered, Audience.Person(task.SentById), AuditSubject.Of<GridReport>(report.Id), person, at);
        return answered;
    }
}
