using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Application.SocialInsurance;

/// <summary>New rules of social insurance from a day on, until the next ones. Sent by the operator's command line: a document of the government is put in, and no page changes one.</summary>
public sealed record SetInsuranceRules(DateOnly ValidFrom, InsuranceRules Rules) : ICommand<Success>
{
    public Permission Permission => Permission.System;
}

internal sealed class SetInsuranceRulesValidator : AbstractValidator<SetInsuranceRules>
{
    public SetInsuranceRulesValidator(TimeProvider clock)
    {
        // What was billed rests on the rules of its day: those of today and before stay as they are.
        RuleFor(x => x.ValidFrom).Must(day => day > ChinaTime.DayOf(clock.GetUtcNow())).WithErrorCode("Rules.NotAhead");
        RuleFor(x => x.Rules).Must(rules => rules.Wrong is null).WithErrorCode("Rules.Wrong").WithState(x => x.Rules.Wrong);
    }
}

internal sealed class SetInsuranceRulesHandler(PortalDb db) : IRequestHandler<SetInsuranceRules, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SetInsuranceRules request, CancellationToken cancellationToken)
    {
        if (await db.InsuranceRuleSets.SingleOrDefaultAsync(s => s.ValidFrom == request.ValidFrom, cancellationToken) is { } earlier) db.InsuranceRuleSets.Remove(earlier);
        db.InsuranceRuleSets.Add(InsuranceRuleSet.Create(Guid.CreateVersion7(), request.ValidFrom, request.Rules));
        return Result.Success;
    }
}
