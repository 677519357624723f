using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Files;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>我的报名: what the account registered, the latest first.</summary>
public sealed record ListMyApplications : IQuery<IReadOnlyList<MyApplicationRow>>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="Child">Masked.</param>
public sealed record MyApplicationRow(Guid Id, string Number, string Child, SchoolStage Stage, int Year, ApplicationStatus Status, DateTimeOffset SubmittedAt);

public sealed record GetMyApplication(Guid Id) : IQuery<ApplicationView>
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>What a family does with an application of its own.</summary>
public abstract record OwnApplicationCommand(Guid Id, uint Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.SignedIn;
    public AuditSubject? Subject => AuditSubject.Of<SchoolApplication>(Id);
}

/// <summary>收回: within ten minutes, as if it had never been sent; the answers are a draft again.</summary>
public sealed record TakeBackEnrollment(Guid Id, uint Version) : OwnApplicationCommand(Id, Version);

/// <summary>撤回</summary>
public sealed record WithdrawEnrollment(Guid Id, uint Version) : OwnApplicationCommand(Id, Version);

/// <summary>补材料</summary>
public sealed record AddEnrollmentPapers(Guid Id, uint Version, string? Note, IReadOnlyList<Guid> Papers) : OwnApplicationCommand(Id, Version);

/// <summary>确认入学</summary>
public sealed record ConfirmSchoolPlace(Guid Id, uint Version) : OwnApplicationCommand(Id, Version);

/// <summary>放弃学位: the seat goes to whoever waits.</summary>
public sealed record DeclineSchoolPlace(Guid Id, uint Version) : OwnApplicationCommand(Id, Version);

/// <summary>申请复核: a person looks at what was decided by rule, by lottery or by another person.</summary>
public sealed record AppealEnrollment(Guid Id, uint Version, string? Text) : OwnApplicationCommand(Id, Version);

internal sealed class AddEnrollmentPapersValidator : AbstractValidator<AddEnrollmentPapers>
{
    public AddEnrollmentPapersValidator()
    {
        RuleFor(x => x.Papers).NotEmpty().When(x => string.IsNullOrWhiteSpace(x.Note)).OverridePropertyName("Photos").WithErrorCode("Enrollment.PapersMissing");
        RuleFor(x => x.Note).Note();
    }
}

internal sealed class AppealEnrollmentValidator : AbstractValidator<AppealEnrollment>
{
    public AppealEnrollmentValidator() => RuleFor(x => x.Text).Reason();
}

internal sealed class MyApplicationsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, IWorkCalendars calendars, TimeProvider clock, AuditNote audit) :
    IRequestHandler<ListMyApplications, ErrorOr<IReadOnlyList<MyApplicationRow>>>,
    IRequestHandler<GetMyApplication, ErrorOr<ApplicationView>>,
    IRequestHandler<TakeBackEnrollment, ErrorOr<Success>>,
    IRequestHandler<WithdrawEnrollment, ErrorOr<Success>>,
    IRequestHandler<AddEnrollmentPapers, ErrorOr<Success>>,
    IRequestHandler<ConfirmSchoolPlace, ErrorOr<Success>>,
    IRequestHandler<DeclineSchoolPlace, ErrorOr<Success>>,
    IRequestHandler<AppealEnrollment, ErrorOr<Success>>
{
    public async Task<ErrorOr<IReadOnlyList<MyApplicationRow>>> Handle(ListMyApplications request, CancellationToken cancellationToken)
    {
        var rows = await db.SchoolApplications.AsNoTracking().OwnedBy(user)
            .Join(db.AdmissionRounds, a => a.RoundId, r => r.Id, (a, r) => new { Application = a, r.Stage, r.Year }).OrderByDescending(x => x.Application.SubmittedAt).ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new MyApplicationRow(
            x.Application.Id, x.Application.Number, cipher.Show(x.Application.ChildName, PersonalDataKind.Name, Onlooker.Self), x.Stage, x.Year, x.Application.Status, x.Application.SubmittedAt));
    }

    public async Task<ErrorOr<ApplicationView>> Handle(GetMyApplication request, CancellationToken cancellationToken)
    {
        var application = await db.SchoolApplications.AsNoTracking().OwnedBy(user).SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken);
        if (application is null) return EnrollmentErrors.NotFound;
        return await db.ViewAsync(application, ChinaTime.DayOf(clock.GetUtcNow()), (value, kind) => cipher.Show(value, kind, Onlooker.Self), withPapers: true, cancellationToken);
    }

    public async Task<ErrorOr<Success>> Handle(TakeBackEnrollment request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, cancellationToken);
        if (found.IsError) return found.Errors;
        if (!found.Value.CanBeTakenBackAt(clock.GetUtcNow())) return EnrollmentErrors.TooLateToTakeBack;
        // The draft of the same id is one again.
        db.SchoolApplications.Remove(found.Value);
        return Result.Success;
    }

    public Task<ErrorOr<Success>> Handle(WithdrawEnrollment request, CancellationToken cancellationToken) => DoAsync(request, a => a.TakeOut(clock.GetUtcNow()), cancellationToken);

    public async Task<ErrorOr<Success>> Handle(AddEnrollmentPapers request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, cancellationToken);
        if (found.IsError) return found.Errors;
        if (await db.AttachPhotosAsync(request.Papers, request.Id, AttachmentPurpose.EnrollmentPaper, isPublic: false, cancellationToken) is { IsError: true } gone) return gone.Errors;
        var at = clock.GetUtcNow();
        return found.Value.TakePapers(string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), await ApplyForSchoolHandler.DueAsync(calendars, at, cancellationToken), at);
    }

    public Task<ErrorOr<Success>> Handle(ConfirmSchoolPlace request, CancellationToken cancellationToken) => DoAsync(request, a => a.ConfirmPlace(clock.GetUtcNow()), cancellationToken);

    public Task<ErrorOr<Success>> Handle(DeclineSchoolPlace request, CancellationToken cancellationToken) => DoAsync(request, a => a.DeclinePlace(clock.GetUtcNow()), cancellationToken);

    public async Task<ErrorOr<Success>> Handle(AppealEnrollment request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, cancellationToken);
        if (found.IsError) return found.Errors;
        var round = await db.AdmissionRounds.Where(r => r.Id == found.Value.RoundId).Select(r => r.Status).SingleAsync(cancellationToken);
        return found.Value.AppealWith(request.Text!.Trim(), round, clock.GetUtcNow());
    }

    private Task<ErrorOr<SchoolApplication>> FindAsync(OwnApplicationCommand request, CancellationToken cancellationToken) =>
        db.OwnApplicationForChangeAsync(user, request.Id, request.Version, audit, cancellationToken);

    private async Task<ErrorOr<Success>> DoAsync(OwnApplicationCommand request, Func<SchoolApplication, ErrorOr<Success>> act, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, cancellationToken);
        return found.IsError ? found.Errors : act(found.Value);
    }
}
