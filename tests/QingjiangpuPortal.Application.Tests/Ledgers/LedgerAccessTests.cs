using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Testing.PortalLedger;

namespace QingjiangpuPortal.Application.Tests.Ledgers;

/// <summary>Who sees whom in the register, how much, and what they may write down.</summary>
public sealed class LedgerAccessTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_officer_of_another_street_sees_nobody_and_changes_nothing()
    {
        var (own, other) = (portal.NewMicroGrid(), "320812011001001");
        var row = Person("诸葛一", hukou: own);
        var id = await portal.RegisterAsync(row);
        var stranger = await portal.AddPersonAsync(PostKind.StreetOfficer, other[..9]);

        Assert.Empty((await portal.SendAsync(new SearchLedger(row.IdNumber), stranger)).Must().Items);
        Assert.Empty((await portal.SendAsync(new SearchLedger(Named: "诸葛"), stranger)).Must().Items);
        Assert.Empty((await portal.SendAsync(new SearchLedger(UnitCode: own), stranger)).Must().Items);
        Assert.Equal("Ledger.NotFound", (await portal.SendAsync(new GetLedgerPerson(id), stranger)).FirstError.Code);
        Assert.Equal("Ledger.NotFound", (await portal.SendAsync(new RevealLedgerPerson(id, RevealPurpose.Appointment, Note: null), stranger)).FirstError.Code);
        Assert.Equal("Ledger.NotFound", (await portal.SendAsync(Visited(id, LedgerFactKind.LivingAlone), stranger)).FirstError.Code);
        Assert.Equal("Ledger.NotFound", (await portal.SendAsync(new LinkLedgerAccount(id, "13800000001", LedgerLinkKind.Self, IdentityDocument.IdentityCard), stranger)).FirstError.Code);
        Assert.Equal("Ledger.NotFound", (await portal.SendAsync(new UnlinkLedgerAccount(id, Guid.CreateVersion7()), stranger)).FirstError.Code);

        // Whoever keeps the unit sees them; a grid's worker, too, but writes nothing down.
        var worker = await portal.AddPersonAsync(PostKind.GridWorker, own[..15]);
        Assert.Equal(id, Assert.Single((await portal.SendAsync(new SearchLedger(row.IdNumber), worker)).Must().Items).Id);
        Assert.False((await portal.SendAsync(new GetLedgerPerson(id), worker)).Must().MayKeep);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(Visited(id, LedgerFactKind.LivingAlone), worker)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new SearchLedger(), portal.Leader)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new SearchLedger(), portal.Resident)).FirstError.Code);
    }

    [Fact]
    public async Task Who_lives_here_and_has_the_hukou_elsewhere_is_seen_by_both_units()
    {
        var (hukou, home) = (portal.NewMicroGrid(), portal.NewMicroGrid());
        var row = Person(hukou: hukou);
        (row["微网格编码"], row["住址"]) = (home, "某小区 1 栋 101 室");
        var id = await portal.RegisterAsync(row);
        foreach (var unit in new[] { hukou, home })
        {
            var worker = await portal.AddPersonAsync(PostKind.GridWorker, unit[..15]);
            Assert.Equal([id], (await portal.SendAsync(new SearchLedger(), worker)).Must().Items.Select(p => p.Id));
        }
    }

    [Fact]
    public async Task People_are_found_by_any_characters_of_the_name_in_any_order_masked_and_page_by_page()
    {
        var microGrid = portal.NewMicroGrid();
        var officer = await portal.AddPersonAsync(PostKind.CommunityOfficer, microGrid[..12]);
        var rows = Enumerable.Range(0, 45).Select(i => Person(i % 3 == 0 ? "欧阳春燕" : "欧阳建国", hukou: microGrid)).ToList();
        await portal.ImportAsync(portal.DistrictOfficer, rows);

        var found = (await portal.SendAsync(new SearchLedger(Named: "燕 欧"), officer)).Must();
        Assert.Equal(15, found.Items.Count);
        Assert.Null(found.Next);
        Assert.All(found.Items, p => Assert.Equal("欧**", p.MaskedName));
        Assert.All(found.Items, p => Assert.Equal(18, p.MaskedIdNumber.Length));
        Assert.DoesNotContain(found.Items, p => rows.Exists(row => row.IdNumber == p.MaskedIdNumber));

        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await portal.SendAsync(new SearchLedger(Named: "欧", After: after), officer)).Must();
            seen.AddRange(page.Items.Select(p => p.Id));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(45, seen.Distinct().Count());
        Assert.Equal(45, seen.Count);

        var one = Assert.Single((await portal.SendAsync(new SearchLedger($" {rows[7].IdNumber[..6]} {rows[7].IdNumber[6..].ToLowerInvariant()}"), officer)).Must().Items);
        Assert.Equal(await portal.LedgerIdAsync(rows[7].IdNumber), one.Id);
        Assert.Equal("ResidentId.Wrong", (await portal.SendAsync(new SearchLedger("110"), officer)).FirstError.Code);
    }

    [Fact]
    public async Task Shown_in_clear_with_a_reason_for_ten_minutes_to_one_viewer_and_the_owner_of_a_linked_account_sees_who_looked()
    {
        var (id, row) = await RegisteredAsync("赫连一");
        var (resident, phone) = await portal.AddResidentAsync();
        (await portal.SendAsync(new LinkLedgerAccount(id, phone, LedgerLinkKind.Self, IdentityDocument.IdentityCard), portal.CommunityOfficer)).Must();

        Assert.Equal("Reveal.PurposeMissing", (await portal.SendAsync(new RevealLedgerPerson(id, Purpose: null, Note: null), portal.Worker)).FirstError.Code);
        (await portal.SendAsync(new RevealLedgerPerson(id, RevealPurpose.Appointment, "上门评估"), portal.Worker)).Must();
        var clear = (await portal.SendAsync(new GetLedgerPerson(id), portal.Worker)).Must();
        Assert.Equal(("赫连一", row.IdNumber), (clear.Person.Name, clear.Person.IdNumber));
        Assert.Equal("赫**", (await portal.SendAsync(new GetLedgerPerson(id), portal.CommunityOfficer)).Must().Person.Name);

        var looks = (await portal.SendAsync(new ListLooks(), resident)).Must().Items;
        Assert.Contains(looks, l => l.Kind == AuditKind.Reveal && l.Post == PostKind.GridWorker && l.Reason == "Appointment: 上门评估");
        Assert.Contains(looks, l => l.Kind == AuditKind.Change && l.Post == PostKind.CommunityOfficer);

        portal.Clock.Advance(Reveal.ValidFor);
        Assert.Equal("赫**", (await portal.SendAsync(new GetLedgerPerson(id), portal.Worker)).Must().Person.Name);
    }

    [Fact]
    public async Task What_an_officer_saw_is_written_down_once_with_its_source_and_never_over_what_was_there()
    {
        var (id, _) = await RegisteredAsync();
        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        Assert.Equal(FactRecorded.Recorded, (await portal.SendAsync(Visited(id, LedgerFactKind.LivingAlone) with { FromDay = today.AddDays(-30), Note = "邻居说老伴年初去世" }, portal.CommunityOfficer)).Must());
        Assert.Equal(FactRecorded.KnownAlready, (await portal.SendAsync(Visited(id, LedgerFactKind.LivingAlone), portal.CommunityOfficer)).Must());
        Assert.Equal(FactRecorded.Recorded, (await portal.SendAsync(Visited(id, LedgerFactKind.LivingAlone, holds: false) with { Source = LedgerSource.PaperShown }, portal.CommunityOfficer)).Must());
        Assert.Equal(FactRecorded.Recorded, (await portal.SendAsync(Visited(id, LedgerFactKind.Phone) with { Phone = "138-0013 8000" }, portal.CommunityOfficer)).Must());

        var sheet = (await portal.SendAsync(new GetLedgerPerson(id), portal.CommunityOfficer)).Must();
        var now = sheet.Person.Fact(LedgerFactKind.LivingAlone)!;
        Assert.Equal((false, LedgerSource.PaperShown, today), (now.Holds, now.Known.Source, now.Known.Since));
        Assert.Equal([false, true], sheet.History.Where(h => h.Fact == LedgerFactKind.LivingAlone).Select(h => h.Holds!.Value));
        Assert.Equal("邻居说老伴年初去世", sheet.History.Last(h => h.Fact == LedgerFactKind.LivingAlone).Note);
        Assert.Equal("138****8000", sheet.Person.Fact(LedgerFactKind.Phone)!.Value);

        var subject = id.ToString();
        Assert.Equal(3, await portal.QueryAsync(db => db.AuditEntries.CountAsync(e => e.SubjectId == subject && e.Action == nameof(RecordLedgerFact) && e.Result == AuditEntry.Done)));
        Assert.Equal(("Ledger.InTheFuture", "FromDay"), await RefusalAsync(Visited(id, LedgerFactKind.Dibao) with { FromDay = today.AddDays(1) }));
        Assert.Equal(("Ledger.EndsBeforeItBegins", "LastDay"), await RefusalAsync(Visited(id, LedgerFactKind.Dibao) with { FromDay = today, LastDay = today.AddDays(-1) }));
        Assert.Equal(("Ledger.AnswerMissing", "Holds"), await RefusalAsync(Visited(id, LedgerFactKind.Dibao) with { Holds = null }));
        Assert.Equal(("Ledger.KindMissing", "Kind"), await RefusalAsync(Visited(id, LedgerFactKind.HukouPlace)));
        Assert.Equal(("Ledger.SourceMissing", "Source"), await RefusalAsync(Visited(id, LedgerFactKind.Dibao) with { Source = LedgerSource.PoliceHukou }));

        // Not even the running portal could write over it.
        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => portal.QueryAsync(db => db.LedgerFacts.Where(f => f.PersonId == id).ExecuteUpdateAsync(s => s.SetProperty(f => f.Value, "no"))))).SqlState);

        async Task<(string, string?)> RefusalAsync(RecordLedgerFact fact) =>
            (await portal.SendAsync(fact, portal.CommunityOfficer)).FirstError is var error ? (error.Code, error.Field()) : default;
    }

    [Fact]
    public async Task An_account_is_linked_by_somebody_else_who_saw_a_paper_to_one_person_of_that_name()
    {
        var (id, _) = await RegisteredAsync("令狐一");
        var (another, _) = await RegisteredAsync("令狐二");
        var (account, phone) = await portal.AddResidentAsync();
        Task<string> LinkAsync(Guid person, string? with, LedgerLinkKind kind = LedgerLinkKind.Self, IdentityDocument? document = IdentityDocument.IdentityCard) =>
            CodeAsync(new LinkLedgerAccount(person, with, kind, document));

        Assert.Equal("Counter.DocumentMissing", await LinkAsync(id, phone, document: null));
        Assert.Equal("Counter.NoAccount", await LinkAsync(id, "13999999999"));
        Assert.Equal("Ledger.OwnAccount", await LinkAsync(id, DemoAccounts.All[5].Phone));
        // 周小满 is not 令狐一.
        Assert.Equal("Ledger.AccountNameDiffers", await LinkAsync(id, DemoAccounts.All[0].Phone));
        Assert.Equal("", await LinkAsync(id, phone));
        Assert.Equal("Ledger.LinkedAlready", await LinkAsync(id, phone));
        Assert.Equal("Ledger.SelfLinkedAlready", await LinkAsync(another, phone));
        Assert.Equal("Ledger.SelfLinkedAlready", await LinkAsync(id, (await portal.AddResidentAsync()).Phone));
        Assert.Equal("", await LinkAsync(another, phone, LedgerLinkKind.Guardian));

        var link = Assert.Single((await portal.SendAsync(new GetLedgerPerson(id), portal.CommunityOfficer)).Must().Links);
        Assert.Equal("Ledger.NotFound", await CodeAsync(new UnlinkLedgerAccount(another, link.Id)));
        Assert.Equal("", await CodeAsync(new UnlinkLedgerAccount(id, link.Id)));
        // Only what stands is offered to the account.
        Assert.Equal([another], await portal.QueryAsync(db => db.LedgerLinks.Where(l => l.AccountId == account).Select(l => l.PersonId).ToListAsync()));

        async Task<string> CodeAsync(MediatR.IRequest<ErrorOr.ErrorOr<ErrorOr.Success>> request) =>
            await portal.SendAsync(request, portal.CommunityOfficer) is { IsError: true } refused ? refused.FirstError.Code : "";
    }

    [Fact]
    public async Task The_owner_of_a_linked_account_sees_what_the_register_holds_and_the_account_goes_without_it()
    {
        var row = Person("尉迟一");
        (row["户号"], row["与户主关系"], row["低保"], row["手机号"]) = ("000117002", "户主", "是", "13800138000");
        (row["微网格编码"], row["住址"]) = (DemoAccounts.MicroGrid, "化工新村 9 栋 1 单元 101 室");
        var id = await portal.RegisterAsync(row);
        var (resident, phone) = await portal.AddResidentAsync();
        Assert.DoesNotContain((await portal.SendAsync(new GetMyData(), resident)).Must().Held, h => h.About.Code == "populationRegister");
        (await portal.SendAsync(new LinkLedgerAccount(id, phone, LedgerLinkKind.Self, IdentityDocument.IdentityCard), portal.CommunityOfficer)).Must();

        var held = (await portal.SendAsync(new GetMyData(), resident)).Must().Held.Single(h => h.About.Code == "populationRegister");
        var number = held.About.Fields.Single(f => f.Code == "idNumber");
        Assert.Equal((row.IdNumber, true), (number.Value, number.Masked!.Contains("***", StringComparison.Ordinal)));
        Assert.Equal("化工新村 9 栋 1 单元 101 室", held.Records.Single(r => r.Title == "住房").Fields.Single(f => f.Code == "address").Value);
        Assert.Contains(held.Records, r => r.Fields.Any(f => f.Value is LedgerFactKind.Dibao) && r.Fields.Any(f => f.Value is LedgerSource.PoliceHukou));

        await portal.QueryAsync(db =>
        {
            db.AccountDeletions.Add(AccountDeletion.Request(resident, portal.Clock.GetUtcNow() - Undo.Window));
            return db.SaveChangesAsync();
        });
        (await portal.SendAsSystemAsync(new DeleteNextAccount())).Must();
        Assert.False(await portal.QueryAsync(db => db.LedgerLinks.AnyAsync(l => l.AccountId == resident)));
        Assert.Equal(id, await portal.LedgerIdAsync(row.IdNumber));
    }

    private static RecordLedgerFact Visited(Guid id, LedgerFactKind kind, bool holds = true) =>
        new(id, kind, holds, Standing: null, Phone: null, FromDay: null, LastDay: null, LedgerSource.Visit, Note: null);

    private async Task<(Guid Id, Row Row)> RegisteredAsync(string name = "钱多多")
    {
        var row = Person(name);
        return (await portal.RegisterAsync(row), row);
    }
}
