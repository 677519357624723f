using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.PersonalData;

public sealed class ConsentTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Who_withdrew_it_is_called_by_nobody_until_it_is_given_again()
    {
        var resident = await portal.AddPersonAsync();
        var report = await portal.FileAsync(portal.Filing() with { ContactName = "周小满", ContactPhone = "13811112222" }, resident);
        await DecideAsync(resident, ConsentPurposes.ReportName, isGiven: false);
        Assert.Equal((null, "13811112222"), await ContactAsync(report.Id));
        await DecideAsync(resident, ConsentPurposes.ReportContact, isGiven: false);
        Assert.Null((await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must().Contact);
        Assert.Equal("GridReport.ContactNotWanted", (await AskAsync(report.Id)).FirstError.Code);
        await DecideAsync(resident, ConsentPurposes.ReportContact, isGiven: true);
        Assert.Equal((null, "13811112222"), await ContactAsync(report.Id));
    }

    [Fact]
    public async Task Every_decision_is_a_line_of_its_own_and_a_repeated_one_is_none()
    {
        var person = await portal.AddPersonAsync();
        foreach (var given in new[] { false, false, true, true, false }) await DecideAsync(person, ConsentPurposes.ReportContact, given);
        var lines = await portal.QueryAsync(db => db.Consents.Where(c => c.AboutId == person).OrderBy(c => c.Id).ToListAsync());
        Assert.Equal([false, true, false], lines.Select(c => c.IsGiven));
        Assert.All(lines, c => Assert.Equal((person, ConsentPurposes.ReportContact.Version), (c.DecidedById, c.TextVersion)));
    }

    [Fact]
    public async Task Consent_to_a_former_text_is_none_to_the_new_one()
    {
        var person = await portal.AddPersonAsync();
        await DecideAsync(person, ConsentPurposes.ReportContact, isGiven: false);
        await DecideAsync(person, ConsentPurposes.ReportContact, isGiven: true);
        Assert.True(await HasAsync(person, ConsentPurposes.ReportContact));
        Assert.False(await HasAsync(person, ConsentPurposes.ReportContact with { Version = 2 }));
    }

    [Fact]
    public async Task Nobody_under_fourteen_consents_alone_and_an_unknown_purpose_is_not_found()
    {
        var person = await portal.AddPersonAsync();
        Assert.Equal("Consent.UnderFourteen", (await portal.SendAsync(new DecideConsent(ConsentPurposes.ReportName.Code, IsGiven: true, IsFourteen: false), person)).FirstError.Code);
        Assert.Equal("Consent.NotFound", (await portal.SendAsync(new DecideConsent(ConsentPurposes.ChildRecord.Code, IsGiven: true, IsFourteen: true), person)).FirstError.Code);
    }

    [Fact]
    public async Task A_guardians_consent_ends_by_itself_on_the_day_the_child_is_fourteen()
    {
        var guardian = await portal.AddPersonAsync();
        // The eve of the birthday in Asia/Shanghai, a quarter of an hour before midnight.
        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        var birth = today.AddDays(1).AddYears(-14);
        portal.Clock.SetUtcNow(ChinaTime.StartOf(today.AddDays(1)).AddMinutes(-15));
        var child = (await portal.SendAsync(new RegisterChild("苗苗", birth, Guardianship.Father, Agreed: true), guardian)).Must();
        Assert.True(await HasAsync(child, ConsentPurposes.ChildRecord));
        Assert.Equal((today.AddDays(1), false), await FourteenAsync());

        portal.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.False(await HasAsync(child, ConsentPurposes.ChildRecord));
        Assert.Equal((today.AddDays(1), true), await FourteenAsync());

        async Task<(DateOnly, bool)> FourteenAsync()
        {
            var row = Assert.Single((await portal.SendAsync(new GetMyData(), guardian)).Must().Children);
            return (row.FourteenOn, row.IsFourteen);
        }
    }

    [Fact]
    public async Task A_child_is_the_guardians_alone_and_removing_it_withdraws_the_consent()
    {
        var guardian = await portal.AddPersonAsync();
        var child = (await portal.SendAsync(new RegisterChild("苗苗", ChinaTime.DayOf(portal.Clock.GetUtcNow()).AddYears(-6), Guardianship.Mother, Agreed: true), guardian)).Must();
        Assert.Equal("Child.NotFound", (await portal.SendAsync(new RemoveChild(child), portal.AnotherResident)).FirstError.Code);
        Assert.Empty((await portal.SendAsync(new GetMyData(), portal.AnotherResident)).Must().Children);

        (await portal.SendAsync(new RemoveChild(child), guardian)).Must();
        Assert.False(await HasAsync(child, ConsentPurposes.ChildRecord));
        Assert.Equal([(true, guardian), (false, guardian)], (await portal.QueryAsync(db =>
            db.Consents.Where(c => c.AboutId == child).OrderBy(c => c.Id).ToListAsync())).Select(c => (c.IsGiven, c.DecidedById)));
    }

    public static TheoryData<string, string, Func<RegisterChild, DateOnly, RegisterChild>> Refused => new()
    {
        { "Name.Missing", "Name", (c, _) => c with { Name = " " } },
        { "Name.TooLong", "Name", (c, _) => c with { Name = new string('苗', 41) } },
        { "Child.BirthDateMissing", "BirthDate", (c, _) => c with { BirthDate = null } },
        { "Child.NotUnderFourteen", "BirthDate", (c, today) => c with { BirthDate = today.AddDays(1) } },
        { "Child.NotUnderFourteen", "BirthDate", (c, today) => c with { BirthDate = today.AddYears(-14) } },
        { "Child.GuardianshipMissing", "Guardianship", (c, _) => c with { Guardianship = (Guardianship)9 } },
        { "Child.ConsentMissing", "Agreed", (c, _) => c with { Agreed = false } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_child_is_registered_under_fourteen_with_the_guardians_consent(string code, string field, Func<RegisterChild, DateOnly, RegisterChild> spoil)
    {
        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        var error = Assert.Single((await portal.SendAsync(spoil(new("苗苗", today.AddYears(-6), Guardianship.Mother, Agreed: true), today), portal.Resident)).Errors);
        Assert.Equal((code, field), (error.Code, error.Field()));
    }

    private async Task DecideAsync(Guid person, ConsentPurpose purpose, bool isGiven) =>
        (await portal.SendAsync(new DecideConsent(purpose.Code, isGiven, IsFourteen: true), person)).Must();

    private Task<ErrorOr<Success>> AskAsync(Guid report) =>
        portal.DoAsync(report, v => new ContactReporter(report, v, RevealPurpose.AskDetails, Note: null), portal.Worker);

    private async Task<(string? Name, string? Phone)> ContactAsync(Guid report)
    {
        (await AskAsync(report)).Must();
        var contact = (await portal.SendAsync(new GetReport(report), portal.Worker)).Must().Contact!;
        return (contact.Name, contact.Phone);
    }

    private async Task<bool> HasAsync(Guid about, ConsentPurpose purpose)
    {
        await using var scope = portal.ServiceProvider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ConsentCheck>().HasConsentAsync(about, purpose, CancellationToken.None);
    }
}
