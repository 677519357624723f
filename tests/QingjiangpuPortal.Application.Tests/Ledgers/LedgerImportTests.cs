using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Testing.PortalLedger;

namespace QingjiangpuPortal.Application.Tests.Ledgers;

/// <summary>A list on its way into the register: row by row, once, and nobody's rows but those of the sender's units.</summary>
public sealed class LedgerImportTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly DateOnly AsOf = new(2026, 2, 1);

    [Fact]
    public async Task A_row_becomes_a_person_in_a_household_and_a_dwelling_with_source_and_day_of_every_fact()
    {
        var head = Person("周建国", idNumber: NewIdNumber(new(1948, 5, 6), Sex.Male));
        var wife = Person("李秀英");
        foreach (var (row, relation) in new[] { (head, "户主"), (wife, "配偶") })
        {
            (row["户号"], row["与户主关系"], row["迁入日期"]) = ("320812 000 117", relation, "2001年3月9日");
            (row["微网格编码"], row["住址"]) = (DemoAccounts.MicroGrid, "化工新村 3 栋 2 单元 401 室");
        }
        (head["手机号"], head["独居"], head["低保"], head["退役军人"]) = ("138 1234 5678", "否", "是", "是");
        (head["住房关系"], head["住房起始日期"], head["不动产权证号"]) = ("自有自住", new DateTime(2005, 6, 1), "苏(2019)淮安市不动产权第0012345号");
        var view = await portal.ImportAsync(portal.DistrictOfficer, [head, wife], LedgerSource.CivilAffairs, AsOf);
        Assert.Equal((2, 2, 0), (view.Import.Rows, view.Import.Changed, view.Import.Refused));

        var sheet = (await portal.SendAsync(new GetLedgerPerson(await portal.LedgerIdAsync(head.IdNumber)), portal.DistrictOfficer)).Must();
        var known = sheet.Person;
        Assert.Equal(("周**", Sex.Male, 77, "1948-**-**"), (known.Name, known.Sex, known.Age, known.BirthDate));
        Assert.Equal((DemoAccounts.MicroGrid, DemoAccounts.MicroGrid), (known.HukouPlaceCode, known.HomePlaceCode));
        Assert.Equal((HouseholdRelation.Head, new DateOnly(2001, 3, 9)), (known.Household!.Relation, known.Household.Known.Since));
        Assert.Equal(("李**", HouseholdRelation.Spouse), Assert.Single(sheet.Members) is var member ? (member.MaskedName, member.Relation) : default);
        Assert.Equal("138****5678", known.Fact(LedgerFactKind.Phone)!.Value);
        var dibao = known.Fact(LedgerFactKind.Dibao)!;
        Assert.Equal((true, AsOf, LedgerSource.CivilAffairs), (dibao.Holds, dibao.Known.Since, dibao.Known.Source));
        Assert.False(known.Fact(LedgerFactKind.LivingAlone)!.Holds);
        Assert.Null(known.Fact(LedgerFactKind.Student));
        Assert.Equal([DwellingTieKind.Lives, DwellingTieKind.Owns], known.Dwellings.Select(d => d.Kind));
        Assert.Single(known.Dwellings.Select(d => d.Id).Distinct());
        Assert.All(known.Dwellings, d => Assert.Equal(new(2005, 6, 1), d.Known.Since));
        Assert.Equal(1, await portal.QueryAsync(db => db.Dwellings.CountAsync(d => d.Id == known.Dwellings[0].Id)));
    }

    [Fact]
    public async Task Every_bad_row_says_its_number_its_column_and_why_and_can_be_fetched_put_right_and_sent_again()
    {
        var good = Person();
        var known = Person("王一");
        await portal.RegisterAsync(known);
        (Row Row, string Column, string Code)[] bad =
        [
            (With(Person(), "姓名", null), "姓名", "Name.Missing"),
            (With(Person(), "身份证号", null), "身份证号", "Ledger.IdNumberMissing"),
            (With(Person(), "身份证号", "11010519491231002x1"), "身份证号", "ResidentId.Wrong"),
            (With(Person(), "身份证号", 320899195003021234d), "身份证号", "Ledger.NotText"),
            (With(Person(), "身份证号", NewIdNumber(new(2030, 1, 1))), "身份证号", "ResidentId.Wrong"),
            (With(Person(), "手机号", "12345"), "手机号", "Phone.NotMobile"),
            (With(Person(), "户籍地编码", "320812999"), "户籍地编码", "Ledger.HukouPlaceUnknown"),
            (With(Person(), "户籍地编码", null), "户籍地编码", "Ledger.PlaceMissing"),
            (With(Person(), "户号", "1"), "与户主关系", "Ledger.RelationMissing"),
            (With(Person(), "与户主关系", "舅舅"), "与户主关系", "Ledger.RelationUnknown"),
            (With(Person(), "人员状态", "不详"), "人员状态", "Ledger.StandingUnknown"),
            (With(With(Person(), "人员状态", "死亡"), "状态日期", "2027-01-01"), "状态日期", "Ledger.InTheFuture"),
            (With(With(Person(), "人员状态", "死亡"), "状态日期", "昨天"), "状态日期", "Ledger.DayUnreadable"),
            (With(Person(), "微网格编码", DemoAccounts.Grid), "微网格编码", "Ledger.MicroGridUnknown"),
            (With(Person(), "住址", "3 栋"), "微网格编码", "Ledger.MicroGridMissing"),
            (With(Home(Person()), "住房关系", "借住"), "住房关系", "Ledger.TieUnknown"),
            (With(With(Home(Person()), "住房起始日期", "2020-01-01"), "住房截止日期", "2019-12-31"), "住房截止日期", "Ledger.EndsBeforeItBegins"),
            (With(Person(), "迁入日期", "1899/1/1"), "迁入日期", "Ledger.BeforeBirth"),
            (With(Person(), "低保", "有"), "低保", "Ledger.YesOrNo"),
            (Person("王二", idNumber: known.IdNumber), "姓名", "Ledger.NameDiffers"),
        ];
        var before = await EntriesAsync();
        var view = await portal.ImportAsync(portal.DistrictOfficer, [.. bad.Select(b => b.Row), good]);

        Assert.Equal((bad.Length + 1, 1, bad.Length), (view.Import.Done, view.Import.Changed, view.Import.Refused));
        foreach (var (index, expected) in bad.Index())
        {
            var refused = view.Refused[index];
            Assert.Equal(index + 2, refused.Number);
            Assert.Contains(new LedgerRowProblem(expected.Column, expected.Code), refused.Problems);
        }
        // Of a bad row nothing was taken.
        Assert.Equal(before + 1, await EntriesAsync());

        var rows = (await portal.SendAsync(new TakeRefusedRows(view.Import.Id), portal.DistrictOfficer)).Must();
        Assert.Equal("12345", rows[5].Cells["手机号"]);
        var again = new Row { ["姓名"] = rows[5].Cells["姓名"], ["身份证号"] = rows[5].Cells["身份证号"], ["户籍地编码"] = rows[5].Cells["户籍地编码"], ["原因"] = "改过了" };
        Assert.Equal((1, 0), (await portal.ImportAsync(portal.DistrictOfficer, [again])).Import is var import ? (import.Changed, import.Refused) : default);
    }

    [Fact]
    public async Task The_same_list_sent_twice_changes_nothing_and_the_same_form_is_one_import()
    {
        Row[] rows = [Home(With(Person("孙一"), "低保", "是")), With(With(Person("孙二"), "户号", "77"), "与户主关系", "女")];
        await portal.ImportAsync(portal.DistrictOfficer, rows, asOf: AsOf);
        var before = await EntriesAsync();

        Assert.Equal((0, 0), (await portal.ImportAsync(portal.DistrictOfficer, rows, asOf: AsOf)).Import is var second ? (second.Changed, second.Refused) : default);
        // A later list that says the same changes nothing either.
        Assert.Equal(0, (await portal.ImportAsync(portal.DistrictOfficer, rows)).Import.Changed);
        Assert.Equal(before, await EntriesAsync());

        using var one = new MemoryStream(Workbook(rows));
        using var two = new MemoryStream(one.ToArray());
        var form = new StartLedgerImport(SubmissionKey.New(), LedgerSource.Community, AsOf, one);
        var id = (await portal.SendAsync(form, portal.DistrictOfficer)).Must();
        Assert.Equal(id, (await portal.SendAsync(form with { Upload = two }, portal.DistrictOfficer)).Must());
        await RunAsync();
    }

    [Fact]
    public async Task A_newer_list_supersedes_and_keeps_what_was_known()
    {
        var row = With(Person("冯一"), "低保", "是");
        await portal.ImportAsync(portal.DistrictOfficer, [row], LedgerSource.CivilAffairs, new(2025, 1, 1));
        await portal.ImportAsync(portal.DistrictOfficer, [With(row, "低保", "否")], LedgerSource.CivilAffairs, AsOf);

        var sheet = (await portal.SendAsync(new GetLedgerPerson(await portal.LedgerIdAsync(row.IdNumber)), portal.DistrictOfficer)).Must();
        Assert.False(sheet.Person.Fact(LedgerFactKind.Dibao)!.Holds);
        Assert.Equal([(false, AsOf, true), (true, new DateOnly(2025, 1, 1), false)], sheet.History.Where(h => h.Fact == LedgerFactKind.Dibao).Select(h => (h.Holds!.Value, h.From, h.IsNow)));
    }

    [Fact]
    public async Task An_import_goes_on_behind_the_last_batch_that_was_saved()
    {
        var id = await portal.StartImportAsync(portal.DistrictOfficer, People(1_100));
        Assert.True(await portal.RunImportsAsync(most: 1));
        var between = await ViewAsync(id);
        Assert.Equal((500, null), (between.Import.Done, between.Import.FinishedAt));

        await RunAsync();
        var view = await ViewAsync(id);
        Assert.Equal((1_100, 1_100, 0), (view.Import.Done, view.Import.Changed, view.Import.Refused));
        Assert.NotNull(view.Import.FinishedAt);
    }

    [Fact]
    public async Task After_a_kill_at_whatever_moment_no_row_is_taken_twice_or_left_out()
    {
        var rows = People(1_600);
        rows[700]["手机号"] = "1";
        var id = await portal.StartImportAsync(portal.DistrictOfficer, rows);

        // Whatever the connections were at is undone by PostgreSQL, as after a kill of the process.
        var killed = 0;
        for (var round = 0; round < 5; round++)
        {
            var running = Record.ExceptionAsync(() => portal.RunImportsAsync(most: 1));
            while (!running.IsCompleted && await KillWhatIsAtWorkAsync() == 0) await Task.Yield();
            if (await running is not null) killed++;
        }
        Assert.NotEqual(0, killed);
        await RunAsync();

        var view = await ViewAsync(id);
        Assert.Equal((1_600, 1_599, 1, null), (view.Import.Done, view.Import.Changed, view.Import.Refused, view.Import.FailureCode));
        Assert.Equal(702, Assert.Single(view.Refused).Number);
        Assert.Equal(1_599, await portal.QueryAsync(db => db.LedgerFacts.CountAsync(f => f.Origin.ImportId == id)));
    }

    [Fact]
    public async Task Two_instances_share_the_imports_and_double_nothing()
    {
        var rows = People(1_200);
        // The second list has half of the first's people.
        var (first, second) = (await portal.StartImportAsync(portal.DistrictOfficer, rows), await portal.StartImportAsync(portal.DistrictOfficer, [.. rows.Skip(600), .. People(300)]));

        await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());

        var (one, two) = (await ViewAsync(first), await ViewAsync(second));
        Assert.Equal((1_200, 0, null), (one.Import.Done, one.Import.Refused, one.Import.FailureCode));
        Assert.Equal((900, 0, null), (two.Import.Done, two.Import.Refused, two.Import.FailureCode));
        Assert.Equal(1_500, one.Import.Changed + two.Import.Changed);
        Assert.Equal(1_500, await portal.QueryAsync(db => db.LedgerFacts.CountAsync(f => f.Origin.ImportId == first || f.Origin.ImportId == second)));
    }

    [Fact]
    public async Task Nobody_is_placed_outside_the_senders_units_or_taken_out_of_anothers()
    {
        // Of two streets.
        var (own, other) = (portal.NewMicroGrid(), DemoAccounts.MicroGrid);
        var officer = await portal.AddPersonAsync(PostKind.CommunityOfficer, own[..12]);
        var elsewhere = Person("陈一", hukou: other);
        await portal.RegisterAsync(elsewhere);

        var view = await portal.ImportAsync(officer, [Person(hukou: other), With(elsewhere, "户籍地编码", own), Person(hukou: own), Home(Person(hukou: "320831"), own)]);
        Assert.Equal(2, view.Import.Changed);
        Assert.Equal(
            [("户籍地编码", "Ledger.OutOfScope"), ("身份证号", "Ledger.KnownElsewhere")], view.Refused.SelectMany(r => r.Problems).Select(p => (p.Column, p.Code)));
    }

    [Fact]
    public async Task A_post_that_is_lost_meanwhile_ends_the_import_and_the_file_is_gone()
    {
        var officer = await portal.AddPersonAsync(PostKind.StreetOfficer, "320812003");
        var id = await portal.StartImportAsync(officer, People(600));
        await portal.RunImportsAsync(most: 1);
        await portal.QueryAsync(async db =>
        {
            foreach (var post in await db.Posts.Where(p => p.PersonId == officer).ToListAsync()) post.End(ChinaTime.DayOf(portal.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await RunAsync();

        var import = await portal.QueryAsync(db => db.LedgerImports.SingleAsync(i => i.Id == id));
        Assert.Equal((500, "LedgerImport.PostLost"), (import.Done, import.FailureCode));
        Assert.False(await portal.QueryAsync(db => db.LedgerImportParts.AnyAsync(p => p.ImportId == id)));
    }

    [Fact]
    public async Task Only_the_sender_sees_an_import_and_the_trail_says_what_was_sent_taken_and_fetched()
    {
        var view = await portal.ImportAsync(portal.DistrictOfficer, [With(Person(), "低保", "有")]);
        Assert.Equal("LedgerImport.NotFound", (await portal.SendAsync(new GetLedgerImport(view.Import.Id), portal.StreetOfficer)).FirstError.Code);
        Assert.Equal("LedgerImport.NotFound", (await portal.SendAsync(new TakeRefusedRows(view.Import.Id), portal.StreetOfficer)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new ListLedgerImports(), portal.Worker)).FirstError.Code);
        Assert.Contains(view.Import.Id, (await portal.SendAsync(new ListLedgerImports(), portal.DistrictOfficer)).Must().Items.Select(i => i.Id));
        (await portal.SendAsync(new TakeRefusedRows(view.Import.Id), portal.DistrictOfficer)).Must();

        var subject = view.Import.Id.ToString();
        var lines = await portal.QueryAsync(db => db.AuditEntries.Where(e => e.SubjectId == subject && e.ActorId == portal.DistrictOfficer && e.Result == AuditEntry.Done)
            .OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
        Assert.Equal(["StartLedgerImport", "ImportLedgerRows", "TakeRefusedRows"], lines);
    }

    [Fact]
    public async Task Nothing_of_a_file_stands_in_the_database_in_clear_before_or_after_and_refused_rows_are_forgotten_after_thirty_days()
    {
        var name = "司马相如二";
        var rows = new[] { Home(With(Person(name), "手机号", "13987650001")), Home(With(With(Person(name), "手机号", "13987650002"), "低保", "有")) };
        var id = await portal.StartImportAsync(portal.DistrictOfficer, rows);
        await NothingInClearAsync();
        Assert.NotEqual(0, await portal.QueryAsync(db => db.LedgerImportParts.CountAsync(p => p.ImportId == id)));
        await RunAsync();
        await NothingInClearAsync();
        Assert.Equal(0, await portal.QueryAsync(db => db.LedgerImportParts.CountAsync(p => p.ImportId == id)));

        var finished = (await ViewAsync(id)).Import.FinishedAt!.Value;
        Assert.Equal(0, await portal.QueryAsync(db => LedgerImportRunner.ForgetRefusedAsync(db, finished + LedgerImport.RefusedKeptFor, CancellationToken.None)));
        Assert.NotEqual(0, await portal.QueryAsync(db => LedgerImportRunner.ForgetRefusedAsync(db, finished + LedgerImport.RefusedKeptFor + TimeSpan.FromSeconds(1), CancellationToken.None)));
        Assert.Empty((await portal.SendAsync(new TakeRefusedRows(id), portal.DistrictOfficer)).Must());

        async Task NothingInClearAsync()
        {
            var tables = await portal.QueryAsync(db => db.Database.SqlQuery<string>($"""
                SELECT c.relname AS "Value" FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND (c.relname LIKE 'ledger%' OR c.relname LIKE 'household%' OR c.relname LIKE 'dwelling%')
                """).ToListAsync());
            Assert.True(tables.Count >= 10);
            foreach (var table in tables)
            {
                var content = await portal.QueryAsync(db => db.Database.SqlQuery<string>(
                    $"""SELECT query_to_xml(format('SELECT t::text FROM %I t', {table}::text), true, false, '')::text AS "Value" """).SingleAsync());
                foreach (var secret in new[] { name, rows[0].IdNumber, rows[1].IdNumber, "1398765000", "401 室" })
                {
                    Assert.DoesNotContain(secret, content, StringComparison.Ordinal);
                    Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(secret)), content, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public async Task A_file_that_is_none_or_has_another_heading_or_too_many_rows_is_refused_before_anything_is_kept()
    {
        Assert.Equal(("LedgerImport.NotXlsx", ""), await RefusalAsync("姓名,身份证号\n"u8.ToArray()));
        Assert.Equal(("LedgerImport.NotXlsx", ""), await RefusalAsync(TestPictures.Encode(SkiaSharp.SKEncodedImageFormat.Png)));
        Assert.Equal(("LedgerImport.NotXlsx", ""), await RefusalAsync(Workbook(Person())[..400]));
        Assert.Equal(("LedgerImport.ColumnUnknown", "民族"), await RefusalAsync(Workbook(With(Person(), "民族", "汉"))));
        Assert.Equal(("LedgerImport.ColumnMissing", "身份证号"), await RefusalAsync(Workbook(new Row { ["姓名"] = "王一" })));
        Assert.Equal(("LedgerImport.NoRows", ""), await RefusalAsync(Workbook(new Row { ["姓名"] = null, ["身份证号"] = null })));
        Assert.Equal("LedgerImport.TooLarge", await CodeAsync(new byte[LedgerImport.MaxBytes + 1]));
        Assert.Equal("LedgerImport.FileMissing", await CodeAsync([]));
        Assert.Equal("LedgerImport.SourceMissing", (await SendAsync(Workbook(Person()), LedgerSource.Visit)).FirstError.Code);

        async Task<(string, string)> RefusalAsync(byte[] file) =>
            (await SendAsync(file, LedgerSource.Community)).FirstError is var error ? (error.Code, string.Concat(error.Arguments())) : default;

        async Task<string> CodeAsync(byte[] file) => (await SendAsync(file, LedgerSource.Community)).FirstError.Code;

        async Task<ErrorOr.ErrorOr<Guid>> SendAsync(byte[] file, LedgerSource source)
        {
            using var stream = new MemoryStream(file);
            return await portal.SendAsync(new StartLedgerImport(SubmissionKey.New(), source, AsOf, stream), portal.DistrictOfficer);
        }
    }

    private static Row With(Row row, string column, object? value)
    {
        var changed = new Row();
        foreach (var (name, cell) in row) changed[name] = cell;
        changed[column] = value;
        return changed;
    }

    private static Row Home(Row row, string microGrid = DemoAccounts.MicroGrid) => With(With(row, "微网格编码", microGrid), "住址", "3 栋 2 单元 401 室");

    private static List<Row> People(int count) => [.. Enumerable.Range(0, count).Select(_ => Person())];

    private Task<int> EntriesAsync() => portal.QueryAsync(async db =>
        await db.LedgerFacts.CountAsync() + await db.HouseholdMembers.CountAsync() + await db.DwellingTies.CountAsync());

    private async Task<LedgerImportView> ViewAsync(Guid id) => (await portal.SendAsync(new GetLedgerImport(id), portal.DistrictOfficer)).Must();

    private async Task RunAsync()
    {
        while (await portal.RunImportsAsync())
        {
        }
    }

    private Task<int> KillWhatIsAtWorkAsync() => portal.QueryAsync(async db => (await db.Database.SqlQuery<bool>($"""
        SELECT pg_terminate_backend(pid) AS "Value" FROM pg_stat_activity
        WHERE datname = current_database() AND usename = current_user AND state LIKE 'idle in transaction%' AND pid <> pg_backend_pid()
        """).ToListAsync()).Count);
}
