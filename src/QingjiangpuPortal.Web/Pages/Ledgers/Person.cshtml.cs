using MediatR;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Web.Pages.Ledgers;

/// <summary>一人一档: what is known of a person, from where and since when, and all that was ever recorded.</summary>
public sealed class PersonModel(IMediator mediator, TimeProvider clock) : LedgerPersonPage(mediator, clock)
{
    /// <summary>What stands in the table; place and number stand above it.</summary>
    public IEnumerable<KnownFact> Facts => Person.Facts.Where(fact => fact.Kind.IsYesOrNo());

    /// <summary>About these nobody said anything.</summary>
    public IEnumerable<LedgerFactKind> Unknown => RecordLedgerFact.Kinds.Where(kind => kind.IsYesOrNo() && Person.Fact(kind) is null);
}
