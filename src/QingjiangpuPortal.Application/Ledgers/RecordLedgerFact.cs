using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>记一条情况: what an officer saw on a visit or read in a paper. What is known already is not written down once more.</summary>
/// <param name="Kind">All but <see cref="LedgerFactKind.HukouPlace"/>, which the police say.</param>
/// <param name="Holds">Of what is yes or no; of the others, <paramref name="Standing"/> or <paramref name="Phone"/>.</param>
/// <param name="FromDay">The first day on which it is so; today when left out.</param>
/// <param name="LastDay">Where its end is known.</param>
public sealed record RecordLedgerFact(
    Guid Id, LedgerFactKind? Kind, bool? Holds, LedgerStanding? Standing, string? Phone, DateOnly? FromDay, DateOnly? LastDay, LedgerSource? Source, string? Note)
    : ICommand<FactRecorded>, IAbout
{
    /// <summary>What can be written down by hand.</summary>
    public static readonly IReadOnlyList<LedgerFactKind> Kinds = [.. Enum.GetValues<LedgerFactKind>().Where(kind => kind != LedgerFactKind.HukouPlace)];

    public Permission Permission => Permission.KeepLedger;
    public AuditSubject? Subject => AuditSubject.Of<LedgerPerson>(Id);
}

public enum FactRecorded
{
    Recorded,
    KnownAlready,
}

internal sealed class RecordLedgerFactValidator : AbstractValidator<RecordLedgerFact>
{
    public RecordLedgerFactValidator()
    {
        RuleFor(x => x.Kind).Must(kind => kind is { } chosen && RecordLedgerFact.Kinds.Contains(chosen)).WithErrorCode("Ledger.KindMissing");
        RuleFor(x => x.Holds).NotNull().When(x => x.Kind is { } kind && kind.IsYesOrNo()).WithErrorCode("Ledger.AnswerMissing");
        RuleFor(x => x.Standing).Must(standing => standing is { } chosen && Enum.IsDefined(chosen)).When(x => x.Kind == LedgerFactKind.Standing).WithErrorCode("Ledger.AnswerMissing");
        RuleFor(x => x.Phone).Must(phone => MobileNumber.Normalize(phone) is not null).When(x => x.Kind == LedgerFactKind.Phone).WithErrorCode("Phone.NotMobile");
        RuleFor(x => x.Source).Must(source => source is { } chosen && LedgerSources.ByHand.Contains(chosen)).WithErrorCode("Ledger.SourceMissing");
        RuleFor(x => x.Note).MaximumLength(Provenance.MaxNote).WithErrorCode("Note.TooLong").WithState(_ => Provenance.MaxNote);
    }
}

internal sealed class RecordLedgerFactHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<RecordLedgerFact, ErrorOr<FactRecorded>>
{
    public async Task<ErrorOr<FactRecorded>> Handle(RecordLedgerFact request, CancellationToken cancellationToken)
    {
        var found = await db.LedgerRecordAsync(user, request.Permission, request.Id, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var (record, at) = (found.Value, clock.GetUtcNow());
        var today = ChinaTime.DayOf(at);
        var taken = record.Take([Fact(request, today, at)], cipher.BornOn(record.Person), today);
        if (taken.IsError) return Named(taken.FirstError);
        db.AddRange(record.New);
        audit.Reason = request.Kind.ToString();
        audit.NothingDone = taken.Value == 0;
        return taken.Value == 0 ? FactRecorded.KnownAlready : FactRecorded.Recorded;
    }

    private LedgerFact Fact(RecordLedgerFact request, DateOnly today, DateTimeOffset at)
    {
        var (id, from, kind) = (OrderedId.Next(at), request.FromDay ?? today, request.Kind!.Value);
        var origin = Provenance.Of(request.Source!.Value, at, user.PersonId, note: string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim());
        return kind switch
        {
            LedgerFactKind.Standing => LedgerFact.OfStanding(id, request.Id, request.Standing!.Value, from, origin),
            LedgerFactKind.Phone => LedgerFact.OfPhone(id, request.Id, cipher.Protect(MobileNumber.Normalize(request.Phone)!, PersonalDataKind.Phone), from, origin),
            _ => LedgerFact.YesOrNo(id, request.Id, kind, request.Holds!.Value, from, origin, request.LastDay?.AddDays(1)),
        };
    }

    /// <summary>The form's own names of the days.</summary>
    private static Error Named(Error error) => error.Field() switch
    {
        nameof(LedgerEntry.ValidFrom) => Failure.Invalid(error.Code, nameof(RecordLedgerFact.FromDay)),
        nameof(LedgerEntry.ValidTo) => Failure.Invalid(error.Code, nameof(RecordLedgerFact.LastDay)),
        _ => error,
    };
}
