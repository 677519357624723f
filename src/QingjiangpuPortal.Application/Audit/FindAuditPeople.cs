using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Audit;

/// <summary>Whom the mobile numbers belong to, so that a search goes on with ids and no number stands in an address.</summary>
public sealed record FindAuditPeople(string? ActorPhone, string? PersonPhone) : IQuery<AuditPeople>
{
    public Permission Permission => Permission.ReadAudit;
}

public sealed record AuditPeople(Guid? ActorId, Guid? PersonId);

internal sealed class FindAuditPeopleValidator : AbstractValidator<FindAuditPeople>
{
    public FindAuditPeopleValidator()
    {
        RuleFor(x => x.ActorPhone).OptionalMobile();
        RuleFor(x => x.PersonPhone).OptionalMobile();
    }
}

internal sealed class FindAuditPeopleHandler(PortalDb db, IPersonalDataCipher cipher) : IRequestHandler<FindAuditPeople, ErrorOr<AuditPeople>>
{
    public async Task<ErrorOr<AuditPeople>> Handle(FindAuditPeople request, CancellationToken cancellationToken)
    {
        var actor = await FindAsync(request.ActorPhone, nameof(request.ActorPhone), cancellationToken);
        if (actor.IsError) return actor.Errors;
        var person = await FindAsync(request.PersonPhone, nameof(request.PersonPhone), cancellationToken);
        return person.IsError ? person.Errors : new AuditPeople(actor.Value.Id, person.Value.Id);
    }

    /// <summary>Nobody for an empty field; a number that nobody has is a failure.</summary>
    private async Task<ErrorOr<Found>> FindAsync(string? phone, string field, CancellationToken cancellationToken)
    {
        if (MobileNumber.Normalize(phone) is not { } number) return new Found(Id: null);
        return await db.PersonByPhoneAsync(cipher, number, cancellationToken) is { } id ? new Found(id) : Failure.Invalid("Audit.NobodyHasNumber", field);
    }

    private readonly record struct Found(Guid? Id);
}
