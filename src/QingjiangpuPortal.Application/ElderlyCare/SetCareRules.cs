using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Application.ElderlyCare;

/// <summary>New rules of care from a day on, until the next ones. Sent by the operator's command line: a document of the government is put in, and no page changes one.</summary>
public sealed record SetCareRules(DateOnly ValidFrom, CareRules Rules) : ICommand<Success>
{
    public Permission Permission => Permission.System;
}

internal sealed class SetCareRulesValidator : AbstractValidator<SetCareRules>
{
    public SetCareRulesValidator(TimeProvider clock)
    {
        // What was granted rests on the rules of its day: those of today and before stay as they are.
        RuleFor(x => x.ValidFrom).Must(day => day > ChinaTime.DayOf(clock.GetUtcNow())).WithErrorCode("Rules.NotAhead");
        RuleFor(x => x.Rules).Must(rules => rules.Wrong is null).WithErrorCode("Rules.Wrong").WithState(x => x.Rules.Wrong);
    }
}

internal sealed class SetCareRulesHandler(PortalDb db) : IRequestHandler<SetCareRules, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SetCareRules request, CancellationToken cancellationToken)
    {
        if (await db.CareRuleSets.SingleOrDefaultAsync(s => s.ValidFrom == request.ValidFrom, cancellationToken) is { } earlier) db.CareRuleSets.Remove(earlier);
        db.CareRuleSets.Add(CareRuleSet.Create(Guid.CreateVersion7(), request.ValidFrom, request.Rules));
        return Result.Success;
    }
}
