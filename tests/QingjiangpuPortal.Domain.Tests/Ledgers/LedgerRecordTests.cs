using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Domain.Tests.Ledgers;

public sealed class LedgerRecordTests
{
    private static readonly DateOnly Born = new(1950, 3, 2);
    private static readonly DateOnly Today = new(2026, 12, 1);
    private static readonly LedgerLine Dibao = LedgerFact.LineOf(LedgerFactKind.Dibao);

    private static int _recorded;

    [Fact]
    public void A_newer_fact_supersedes_from_its_day_on_and_leaves_the_days_before_and_its_predecessor_as_they_were()
    {
        var record = Record();
        var first = Fact(true, new(2024, 1, 1));
        var second = Fact(false, new(2026, 5, 1));
        Assert.Equal(2, record.Take([first, second], Born, Today).Value);

        Assert.Null(record.HoldingOn(Dibao, new(2023, 12, 31)));
        Assert.Same(first, record.HoldingOn(Dibao, new(2024, 1, 1)));
        Assert.Same(first, record.HoldingOn(Dibao, new(2026, 4, 30)));
        Assert.Same(second, record.HoldingOn(Dibao, new(2026, 5, 1)));
        Assert.Equal([first, second], record.Entries);
    }

    [Fact]
    public void Of_two_that_begin_on_one_day_holds_the_one_recorded_later_and_what_is_learnt_late_about_earlier_days_changes_only_those()
    {
        var record = Record();
        record.Take([Fact(true, new(2024, 1, 1))], Born, Today);
        record.Take([Fact(false, new(2024, 1, 1))], Born, Today);
        record.Take([Fact(true, new(2020, 1, 1))], Born, Today);

        Assert.False(Holds(record, Today));
        Assert.True(Holds(record, new(2023, 12, 31)));
        Assert.Equal(3, record.Entries.Count());
    }

    [Fact]
    public void After_a_known_end_nothing_is_known_until_somebody_says_it_again()
    {
        var record = Record();
        record.Take([Fact(true, new(2024, 9, 1), to: new(2026, 7, 1))], Born, Today);

        Assert.True(Holds(record, new(2026, 6, 30)));
        Assert.Null(record.HoldingOn(Dibao, new(2026, 7, 1)));
        Assert.Equal(1, record.Take([Fact(true, new(2026, 9, 1))], Born, Today).Value);
        Assert.Equal(new(2026, 9, 1), record.Since(record.HoldingOn(Dibao, Today)!));
    }

    [Fact]
    public void What_has_been_said_again_and_again_is_so_since_it_was_first_said()
    {
        var record = Record();
        record.Take([Fact(true, new(2026, 1, 1))], Born, Today);
        record.Take([Fact(true, new(2019, 1, 1)), Fact(false, new(2018, 1, 1))], Born, Today);

        Assert.Equal(new(2019, 1, 1), record.Since(record.HoldingOn(Dibao, Today)!));
    }

    [Fact]
    public void Nothing_begins_in_the_future_or_before_the_birth_or_ends_before_it_begins()
    {
        var record = Record();
        Assert.Equal("Ledger.InTheFuture", record.Take([Fact(true, Today.AddDays(1))], Born, Today).FirstError.Code);
        Assert.Equal("Ledger.BeforeBirth", record.Take([Fact(true, Born.AddDays(-1))], Born, Today).FirstError.Code);
        Assert.Equal("Ledger.EndsBeforeItBegins", record.Take([Fact(true, Today, to: Today)], Born, Today).FirstError.Code);
        // One that cannot be taken keeps the others out, too.
        Assert.True(record.Take([Fact(true, Today), Fact(true, Today.AddDays(1))], Born, Today).IsError);
        Assert.Empty(record.Entries);
    }

    [Fact]
    public void Of_the_dead_nothing_new_is_taken_but_that_they_are_not_dead()
    {
        var record = Record();
        record.Take([Standing(LedgerStanding.Dead, new(2026, 3, 1))], Born, Today);
        Assert.Equal(LedgerStanding.Dead, record.Person.Standing);
        Assert.Equal("Ledger.PersonDead", record.Take([Fact(true, new(2026, 3, 1))], Born, Today).FirstError.Code);
        Assert.Equal(1, record.Take([Fact(true, new(2026, 2, 28))], Born, Today).Value);
        Assert.Equal(1, record.Take([Standing(LedgerStanding.Present, new(2026, 3, 1))], Born, Today).Value);
        Assert.Equal(1, record.Take([Fact(false, new(2026, 4, 1))], Born, Today).Value);
    }

    [Fact]
    public void A_person_lives_in_one_dwelling_and_may_own_several_and_lists_go_by_where_they_live()
    {
        var record = Record();
        var (old, other) = (Dwelling("32081200300200101"), Dwelling("32081200300200102"));
        record.Take([Tie(old, DwellingTieKind.Lives, new(2010, 1, 1)), Tie(old, DwellingTieKind.Owns, new(2010, 1, 1))], Born, Today);
        record.Take([Tie(other, DwellingTieKind.Lives, new(2020, 1, 1)), Tie(other, DwellingTieKind.Owns, new(2020, 1, 1))], Born, Today);

        var ties = record.HoldingOn(Today).OfType<DwellingTie>().ToList();
        Assert.Equal(other.Id, Assert.Single(ties, t => t.Kind == DwellingTieKind.Lives).DwellingId);
        Assert.Equal(2, ties.Count(t => t.Kind == DwellingTieKind.Owns));
        Assert.Equal(other.PlaceCode, record.Person.HomePlaceCode);
    }

    [Fact]
    public void A_certificate_that_is_not_said_contradicts_none_and_one_that_is_said_adds_to_what_is_known()
    {
        var record = Record();
        var dwelling = Dwelling("32081200300200101");
        record.Take([Tie(dwelling, DwellingTieKind.Owns, new(2010, 1, 1))], Born, Today);
        Assert.Equal(1, record.Take([Tie(dwelling, DwellingTieKind.Owns, new(2010, 1, 1), Secret(7))], Born, Today).Value);
        Assert.Equal(0, record.Take([Tie(dwelling, DwellingTieKind.Owns, new(2012, 1, 1))], Born, Today).Value);
    }

    private static readonly Gen<(bool Holds, int Day, int? Length)[]> Facts =
        Gen.Select(Gen.Bool, Gen.Int[0, 400], Gen.Int[1, 200].Nullable()).Array[0, 12];

    /// <summary>Day by day, the last to write wins: each fact rewrites the days from its own on until the next that begins later.</summary>
    [Fact]
    public void Whatever_was_recorded_in_whatever_order_each_day_has_the_fact_that_begins_last_before_it() => Facts.Sample(facts =>
    {
        var record = Record();
        var taken = new List<LedgerFact>();
        foreach (var (holds, day, length) in facts)
        {
            var fact = Fact(holds, Day(day), length is { } days ? Day(day + days) : null);
            var before = record.Entries.ToList();
            if (record.Take([fact], Born, Today).Value == 1) taken.Add(fact);
            // Nothing that was recorded is gone.
            Assert.Equal(before, record.Entries.Take(before.Count));
        }
        for (var day = 0; day <= 620; day++)
        {
            var expected = taken.Where(f => f.ValidFrom <= Day(day)).OrderBy(f => f.ValidFrom).ThenBy(taken.IndexOf).LastOrDefault();
            if (Day(day) >= expected?.ValidTo) expected = null;
            Assert.Same(expected, record.HoldingOn(Dibao, Day(day)));
        }
    }, iter: 300);

    [Fact]
    public void What_is_said_once_more_is_known_already_and_changes_nothing() => Facts.Sample(facts =>
    {
        var record = Record();
        var said = facts.Select(f => (f.Holds, From: Day(f.Day), To: f.Length is { } days ? Day(f.Day + days) : (DateOnly?)null)).ToList();
        // Of one day only the last word counts when a list is sent again.
        said = [.. said.GroupBy(f => f.From).Select(g => g.Last()).OrderBy(f => f.From)];
        record.Take([.. said.Select(f => Fact(f.Holds, f.From, f.To))], Born, Today);
        var before = record.Entries.ToList();

        Assert.Equal(0, record.Take([.. said.Select(f => Fact(f.Holds, f.From, f.To))], Born, Today).Value);
        Assert.Equal(before, record.Entries);
    }, iter: 300);

    private static LedgerRecord Record() =>
        new(LedgerPerson.Register(Guid.CreateVersion7(), new(Secret(1), Secret(2), Secret(3), Secret(4)), [], DateTimeOffset.UnixEpoch), []);

    private static DateOnly Day(int day) => new DateOnly(2025, 1, 1).AddDays(day);

    private static bool? Holds(LedgerRecord record, DateOnly day) => record.FactOn(LedgerFactKind.Dibao, day)?.Holds;

    private static LedgerFact Fact(bool holds, DateOnly from, DateOnly? to = null) =>
        LedgerFact.YesOrNo(NextId(), Guid.Empty, LedgerFactKind.Dibao, holds, from, Origin(), to);

    private static LedgerFact Standing(LedgerStanding standing, DateOnly from) => LedgerFact.OfStanding(NextId(), Guid.Empty, standing, from, Origin());

    private static DwellingTie Tie(Dwelling dwelling, DwellingTieKind kind, DateOnly from, Protected? certificate = null) =>
        DwellingTie.Of(NextId(), Guid.Empty, dwelling, kind, from, Origin(), certificate);

    private static Dwelling Dwelling(string place) => Domain.Ledgers.Dwelling.Register(NextId(), place, Secret(9), DateTimeOffset.UnixEpoch);

    private static Provenance Origin() => Provenance.Of(LedgerSource.CivilAffairs, DateTimeOffset.UnixEpoch, recordedById: null);

    private static Protected Secret(byte value) => new([value], [value]);

    /// <summary>In the order of recording, as the portal's are.</summary>
    private static Guid NextId()
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes, Interlocked.Increment(ref _recorded));
        return new Guid(bytes, bigEndian: true);
    }
}
