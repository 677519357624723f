using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Desk;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>The templates that the user is offered: their own, and those of the units of their posts and above.</summary>
public sealed record ListTemplates : IQuery<IReadOnlyList<TemplateRow>>
{
    public Permission Permission => Permission.ViewReports;
}

/// <param name="MayChange">Its owner; a unit's template whoever holds a post in that very unit.</param>
public sealed record TemplateRow(Guid Id, string Title, string Text, string? SharedUnitCode, bool MayChange);

/// <param name="Id">The template that is changed; <c>null</c> for a new one.</param>
public sealed record SaveTemplate(Guid? Id, string? Title, string? Text, string? SharedUnitCode) : ICommand<Guid>, IAbout, IAboutMyself
{
    public Permission Permission => Permission.ViewReports;
    public AuditSubject? Subject => Id is { } id ? AuditSubject.Of<ReplyTemplate>(id) : null;
}

public sealed record RemoveTemplate(Guid Id) : ICommand<Success>, IAbout, IAboutMyself
{
    public Permission Permission => Permission.ViewReports;
    public AuditSubject? Subject => AuditSubject.Of<ReplyTemplate>(Id);
}

internal sealed class SaveTemplateValidator : AbstractValidator<SaveTemplate>
{
    public SaveTemplateValidator()
    {
        RuleFor(x => x.Title).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Template.TitleMissing")
            .MaximumLength(ReplyTemplate.MaxTitle).WithErrorCode("Note.TooLong").WithState(_ => ReplyTemplate.MaxTitle);
        RuleFor(x => x.Text).Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Template.TextMissing")
            .MaximumLength(ReplyTemplate.MaxText).WithErrorCode("Note.TooLong").WithState(_ => ReplyTemplate.MaxText);
    }
}

internal sealed class ReplyTemplatesHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) :
    IRequestHandler<ListTemplates, ErrorOr<IReadOnlyList<TemplateRow>>>,
    IRequestHandler<SaveTemplate, ErrorOr<Guid>>,
    IRequestHandler<RemoveTemplate, ErrorOr<Success>>
{
    private const int MostOffered = 100;

    public async Task<ErrorOr<IReadOnlyList<TemplateRow>>> Handle(ListTemplates request, CancellationToken cancellationToken)
    {
        var own = user.OwnUnits();
        return await db.ReplyTemplates.OfferedTo(user)
            .OrderBy(t => t.SharedUnitCode != null).ThenBy(t => t.Title).ThenBy(t => t.Id).Take(MostOffered)
            .Select(t => new TemplateRow(t.Id, t.Title, t.Text, t.SharedUnitCode, t.SharedUnitCode == null || own.Contains(t.SharedUnitCode)))
            .ToListAsync(cancellationToken);
    }

    public async Task<ErrorOr<Guid>> Handle(SaveTemplate request, CancellationToken cancellationToken)
    {
        if (!user.MayShareWith(request.SharedUnitCode)) return Failure.Invalid("Share.NotYourUnit", nameof(request.SharedUnitCode));
        var (me, at) = (user.PersonId!.Value, clock.GetUtcNow());
        if (request.Id is { } id)
        {
            if (await ChangeableAsync(id, cancellationToken) is not { } known) return Failure.NotFound("Template.NotFound");
            known.Change(request.Title!.Trim(), request.Text!.Trim(), request.SharedUnitCode, me, at);
            return id;
        }
        var template = ReplyTemplate.Create(OrderedId.Next(at), me, request.Title!.Trim(), request.Text!.Trim(), request.SharedUnitCode, at);
        audit.About(AuditSubject.Of<ReplyTemplate>(template.Id), me, request.SharedUnitCode);
        db.ReplyTemplates.Add(template);
        return template.Id;
    }

    public async Task<ErrorOr<Success>> Handle(RemoveTemplate request, CancellationToken cancellationToken)
    {
        if (await ChangeableAsync(request.Id, cancellationToken) is not { } template) return Failure.NotFound("Template.NotFound");
        db.ReplyTemplates.Remove(template);
        return Result.Success;
    }

    private Task<ReplyTemplate?> ChangeableAsync(Guid id, CancellationToken cancellationToken) =>
        db.ReplyTemplates.ChangeableBy(user).SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
}
