using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.Notifications;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.PersonalData;

public sealed class MyDataTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Every_protected_property_of_the_database_is_claimed_by_one_holder()
    {
        await using var scope = portal.ServiceProvider.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetServices<IPersonalDataHolder>().SelectMany(h => h.Claims).Order(StringComparer.Ordinal);
        var held = await portal.QueryAsync(db => Task.FromResult(
            from entity in db.Model.GetEntityTypes()
            from property in entity.GetComplexProperties()
            where property.ClrType == typeof(Protected)
            orderby $"{entity.ClrType.Name}.{property.Name}" descending
            select $"{entity.ClrType.Name}.{property.Name}"));
        Assert.Equal(held.Order(StringComparer.Ordinal), claims);
    }

    [Fact]
    public async Task A_resident_sees_who_looked_by_which_post_where_and_why_and_never_a_name()
    {
        var resident = await portal.AddPersonAsync();
        var report = await portal.FileAsync(portal.Filing() with { ContactPhone = "13811112222" }, resident);
        (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.AskDetails, "问清是哪盏灯"), portal.Worker)).Must();
        (await portal.DoAsync(report.Id, v => new AcceptGridReport(report.Id, v, Note: null), portal.Worker)).Must();

        var look = Assert.Single((await portal.SendAsync(new ListLooks(), resident)).Must().Items);
        Assert.Equal((AuditKind.Reveal, PostKind.GridWorker, report.Number, report.Id, "AskDetails: 问清是哪盏灯", false),
            (look.Kind, look.Post, look.ReportNumber, look.ReportId, look.Reason, look.IsOwn));
        Assert.Equal(portal.Places.Find(DemoAccounts.Grid)!.Name, look.Unit!.Chinese);
        Assert.Empty((await portal.SendAsync(new ListLooks(), portal.AnotherResident)).Must().Items);
    }

    [Fact]
    public async Task Looks_are_paged_without_a_gap_or_a_repeat()
    {
        var resident = await portal.AddPersonAsync();
        var report = await portal.FileAsync(by: resident);
        for (var i = 0; i < 25; i++) (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.AskDetails, $"第 {i} 次"), portal.Worker)).Must();

        var first = (await portal.SendAsync(new ListLooks(), resident)).Must();
        var second = (await portal.SendAsync(new ListLooks(first.Next), resident)).Must();
        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"AskDetails: 第 {i} 次"), first.Items.Concat(second.Items).Select(l => l.Reason));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_new_number_needs_its_own_code_and_the_password_the_old_one_is_told_and_another_accounts_number_is_refused()
    {
        const string password = "a long password";
        var person = await portal.AddPersonAsync();
        var former = await PhoneOfAsync(person);
        // Whoever finds a phone signed in, without a password, needs more than a number of their own.
        await AddLoginAsync(person);
        Assert.Equal("Account.SignInAgainFirst", (await portal.SendAsync(new ChangeMyPhone("13611110001", "123456", Password: null), person)).Must().Refused?.Code);
        await SetPasswordAsync(person, password);
        Assert.Equal("SignIn.CodeExpired", (await portal.SendAsync(new ChangeMyPhone("13611110001", "123456", password), person)).Must().Refused?.Code);

        var code = await CodeForAsync(person, "13611110001");
        Assert.Equal("SignIn.CodeWrong", (await portal.SendAsync(new ChangeMyPhone("13611110001", code == "000000" ? "000001" : "000000", password), person)).Must().Refused?.Code);
        // What was sent to one person confirms nothing for another.
        var another = await portal.AddPersonAsync();
        await AddLoginAsync(another);
        await SetPasswordAsync(another, password);
        Assert.Equal("SignIn.CodeWrong", (await portal.SendAsync(new ChangeMyPhone("13611110001", code, password), another)).Must().Refused?.Code);
        Assert.Null((await portal.SendAsync(new ChangeMyPhone("136 1111 0001", code, password), person)).Must().Refused);
        Assert.Equal("13611110001", await PhoneOfAsync(person));
        Assert.Contains(await portal.QueryAsync(db => db.DemoSms.Where(s => s.MobileNumber == former).Select(s => s.Text).ToListAsync()), text => text.Contains("136****0001", StringComparison.Ordinal));

        var forResident = await CodeForAsync(portal.Resident, "13611110002");
        Assert.Equal("Password.Missing", (await portal.SendAsync(new ChangeMyPhone("13611110002", forResident, Password: null), portal.Resident)).Must().Refused?.Code);
        Assert.Equal("Password.CurrentWrong", (await portal.SendAsync(new ChangeMyPhone("13611110002", forResident, "wrong"), portal.Resident)).Must().Refused?.Code);

        var taken = DemoAccounts.All[1].Phone;
        var theirs = await CodeForAsync(person, taken);
        Assert.Equal("Phone.Taken", (await portal.SendAsync(new ChangeMyPhone(taken, theirs, password), person)).Must().Refused?.Code);
        Assert.Equal("13611110001", await PhoneOfAsync(person));
    }

    [Fact]
    public async Task A_corrected_name_is_stored_protected_and_audited_as_ones_own()
    {
        var person = await portal.AddPersonAsync();
        (await portal.SendAsync(new ChangeMyName(" 周晓满 "), person)).Must();
        var account = (await portal.SendAsync(new GetMyData(), person)).Must().Held.Single(h => h.About.Code == "account").About;
        var name = account.Fields.Single(f => f.Code == "name");
        Assert.Equal(("周晓满", "周**"), (name.Value, name.Masked));
        Assert.True(await portal.QueryAsync(db => db.AuditEntries.AnyAsync(e => e.Action == nameof(ChangeMyName) && e.PersonId == person && e.ActorId == person)));
        // One's own correction is nobody's look.
        Assert.Empty((await portal.SendAsync(new ListLooks(), person)).Must().Items);
        Assert.Equal("Name.Missing", (await portal.SendAsync(new ChangeMyName("  "), person)).FirstError.Code);
    }

    [Fact]
    public async Task A_copy_needs_the_code_to_ones_own_number_holds_everything_in_clear_and_is_on_the_trail()
    {
        var person = await portal.AddPersonAsync();
        var phone = await PhoneOfAsync(person);
        await AddLoginAsync(person);
        var report = await portal.FileAsync(portal.Filing() with { ContactName = "周小满", ContactPhone = "13811112222" }, person);
        (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.Emergency, "核实"), portal.Worker)).Must();
        (await portal.SendAsync(new SendConfirmationCode(), person)).Must();

        var copy = (await portal.SendAsync(new TakeMyCopy(new(Password: null, await LastCodeAsync(phone))), person)).Must().Copy!;
        Assert.Equal(phone, copy.Held.Single(h => h.About.Code == "account").About.Fields.Single(f => f.Code == "phone").Value);
        var filed = Assert.Single(copy.Held.Single(h => h.About.Code == "gridReports").Records);
        Assert.Equal((report.Number, "周小满", "13811112222"),
            (filed.Title, filed.Fields.Single(f => f.Code == "contactName").Value, filed.Fields.Single(f => f.Code == "contactPhone").Value));
        Assert.Equal("Emergency: 核实", Assert.Single(copy.Looks).Reason);

        var own = (await portal.SendAsync(new ListLooks(), person)).Must().Items[0];
        Assert.Equal((AuditKind.Export, true), (own.Kind, own.IsOwn));
        // A code is used once.
        Assert.Equal("SignIn.CodeExpired", (await portal.SendAsync(new TakeMyCopy(new(Password: null, await LastCodeAsync(phone))), person)).Must().Refused?.Code);
    }

    [Fact]
    public async Task Details_taken_off_a_report_are_gone_from_the_database_and_staff_read_that_they_were()
    {
        var resident = await portal.AddPersonAsync();
        var report = await portal.FileAsync(portal.Filing() with { ContactName = "周小满", ContactPhone = "13811112222" }, resident);
        Assert.Equal("GridReport.NotFound", (await portal.DoAsync(report.Id, v => new RemoveMyDetails(report.ByAccount, v), portal.AnotherResident)).FirstError.Code);
        (await portal.DoAsync(report.Id, v => new RemoveMyDetails(report.ByAccount, v), resident)).Must();

        Assert.Equal(1, await portal.QueryAsync(db => db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM grid_reports WHERE id = {report.Id} AND reporter_id IS NULL
            AND num_nonnulls(contact_name_ciphertext, contact_name_blind_index, contact_phone_ciphertext, contact_phone_blind_index) = 0
            """).SingleAsync()));
        Assert.False(await portal.QueryAsync(db => db.GridReportTimeline.AnyAsync(t => t.ReportId == report.Id && t.PersonId != null)));
        var seen = (await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must();
        Assert.Equal((null, null, portal.Clock.GetUtcNow()), (seen.MaskedContactName, seen.MaskedContactPhone, seen.DetailsRemovedAt));
        Assert.Equal((GridReportVerb.RemoveDetails, false, null), (seen.Timeline[^1].Verb, seen.Timeline[^1].IsPublic, seen.Timeline[^1].Note));
        (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.AskDetails, Note: null), portal.Worker)).Must();
        var revealed = (await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must().Contact!;
        Assert.Equal((null, null), (revealed.Name, revealed.Phone));
        // The account no longer opens it, the private link still does, and there is nothing left to remove.
        Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new GetOwnReport(report.ByAccount), resident)).FirstError.Code);
        Assert.Equal("GridReport.DetailsRemovedAlready", (await portal.DoAsync(report.Id, v => new RemoveMyDetails(report.ByLink, v), by: null)).FirstError.Code);
    }

    [Fact]
    public async Task By_private_link_the_details_of_a_closed_report_go_too()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Closed);
        (await portal.DoAsync(report.Id, v => new RemoveMyDetails(report.ByLink, v), by: null)).Must();
        var stored = await portal.ReportAsync(report.Id);
        Assert.Equal((GridReportStatus.Closed, null), (stored.Status, stored.ReporterId));
    }

    private async Task<string> PhoneOfAsync(Guid person)
    {
        var cipher = portal.ServiceProvider.GetRequiredService<IPersonalDataCipher>();
        return await portal.QueryAsync(async db => cipher.Reveal((await db.People.AsNoTracking().SingleAsync(p => p.Id == person)).Phone, PersonalDataKind.Phone));
    }

    private async Task<string> CodeForAsync(Guid person, string phone)
    {
        (await portal.SendAsync(new SendConfirmationCode(phone), person)).Must();
        return await LastCodeAsync(phone);
    }

    private async Task<string> LastCodeAsync(string phone)
    {
        var text = await portal.QueryAsync(db => db.Set<DemoSms>().Where(s => s.MobileNumber == phone).OrderByDescending(s => s.Id).Select(s => s.Text).FirstAsync());
        return text[(text.IndexOf("验证码 ", StringComparison.Ordinal) + 4)..][..6];
    }

    private async Task SetPasswordAsync(Guid person, string password)
    {
        await using var scope = portal.ServiceProvider.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<ISignIn>().SetPasswordAsync(person, password)).Must();
        await scope.ServiceProvider.GetRequiredService<PortalDb>().SaveChangesAsync();
    }

    private async Task AddLoginAsync(Guid person)
    {
        await using var scope = portal.ServiceProvider.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<ISignIn>().AddLoginAsync(person, password: null)).Must();
        await scope.ServiceProvider.GetRequiredService<PortalDb>().SaveChangesAsync();
    }
}
