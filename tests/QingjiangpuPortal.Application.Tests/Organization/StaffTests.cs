using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Organization;

public sealed class StaffTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static AddStaff Valid(string phone) => new("郑小北", phone, "a long password", PostKind.GridWorker, DemoAccounts.Grid);

    [Fact]
    public async Task A_new_member_of_the_staff_can_work_at_once_and_no_more_when_the_post_ends()
    {
        var id = (await portal.SendAsync(Valid("13700000001"), portal.SecurityAdministrator)).Must();
        (await portal.SendAsync(new GetQueue(), id)).Must();

        var listed = (await portal.SendAsync(new ListStaff(DemoAccounts.Grid, "137 0000 0001"), portal.SecurityAdministrator)).Must();
        var row = Assert.Single(listed.Items);
        Assert.Equal((id, "郑**", "137****0001", PostKind.GridWorker, DemoAccounts.Grid), (row.PersonId, row.MaskedName, row.MaskedPhone, row.Kind, row.UnitCode));

        (await portal.SendAsync(new EndPost(row.PostId), portal.SecurityAdministrator)).Must();
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new GetQueue(), id)).FirstError.Code);
        Assert.Equal("Staff.NotFound", (await portal.SendAsync(new EndPost(row.PostId), portal.SecurityAdministrator)).FirstError.Code);
    }

    [Fact]
    public async Task People_are_found_by_characters_of_their_name_in_any_order_and_by_the_new_name_after_a_change()
    {
        var id = (await portal.SendAsync(Valid("13700000005") with { Name = "司马青 Anna" }, portal.SecurityAdministrator)).Must();
        foreach (var typed in new[] { "司马青", "青 马", "司", " 司马 ANNA", "ａｎ" }) Assert.Contains(id, await NamedAsync(typed));
        Assert.DoesNotContain(id, await NamedAsync("司马懿"));

        (await portal.SendAsync(Valid("13700000005") with { Name = "司马懿", Kind = PostKind.CommunityOfficer, UnitCode = "320812003002" }, portal.SecurityAdministrator)).Must();
        Assert.Contains(id, await NamedAsync("司马懿"));
        Assert.DoesNotContain(id, await NamedAsync("青"));

        // Whoever was saved before there was this search is made findable.
        await portal.QueryAsync(db => db.NameCharacters.Where(c => c.PersonId == id).ExecuteDeleteAsync());
        Assert.Empty(await NamedAsync("司马懿"));
        var cipher = (IPersonalDataCipher)portal.ServiceProvider.GetService(typeof(IPersonalDataCipher))!;
        Assert.Equal(3, await portal.QueryAsync(db => NameCharactersFiller.FillAsync(db, cipher, CancellationToken.None)));
        Assert.Contains(id, await NamedAsync("司马懿"));

        async Task<IEnumerable<Guid>> NamedAsync(string text) =>
            (await portal.SendAsync(new ListStaff(Name: text), portal.SecurityAdministrator)).Must().Items.Select(row => row.PersonId);
    }

    [Fact]
    public async Task Somebody_with_an_account_keeps_it_and_gets_the_post()
    {
        var people = await portal.QueryAsync(db => db.People.CountAsync());
        Assert.Equal(portal.AnotherResident, (await portal.SendAsync(Valid("13800000002"), portal.SecurityAdministrator)).Must());
        Assert.Equal(people, await portal.QueryAsync(db => db.People.CountAsync()));
        (await portal.SendAsync(new GetQueue(), portal.AnotherResident)).Must();
    }

    [Fact]
    public async Task One_number_added_by_several_at_once_is_one_person_and_the_others_hear_of_it()
    {
        var people = await portal.QueryAsync(db => db.People.CountAsync());
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => portal.SendAsync(Valid("13700000077"), portal.SecurityAdministrator)));

        Assert.Equal(people + 1, await portal.QueryAsync(db => db.People.CountAsync()));
        // Who saves at once loses the race; who comes a moment later finds the post held.
        Assert.All(added.Where(a => a.IsError), a => Assert.Contains(a.FirstError.Code, new[] { "Access.ChangedMeanwhile", "Post.HeldAlready" }));
        Assert.Single(added.Where(a => !a.IsError).Select(a => a.Value).Distinct());
    }

    public static TheoryData<string, string, Func<AddStaff, AddStaff>> Refused => new()
    {
        { "Name.Missing", "Name", s => s with { Name = "" } },
        { "Name.TooLong", "Name", s => s with { Name = new string('郑', 41) } },
        { "Phone.Missing", "Phone", s => s with { Phone = null } },
        { "Phone.NotMobile", "Phone", s => s with { Phone = "12345" } },
        { "Password.Missing", "Password", s => s with { Password = null } },
        { "Password.TooShort", "Password", s => s with { Password = "short" } },
        { "Post.KindMissing", "Kind", s => s with { Kind = null } },
        { "Post.KindMissing", "Kind", s => s with { Kind = (PostKind)77 } },
        { "Post.UnitMissing", "UnitCode", s => s with { UnitCode = null } },
        { "Post.UnitUnknown", "UnitCode", s => s with { UnitCode = "320812003002999" } },
        { "Post.UnitUnknown", "UnitCode", s => s with { UnitCode = "320803001" } },
        { "Post.UnitDoesNotFit", "UnitCode", s => s with { UnitCode = "320812003" } },
        { "Post.FirstDayPast", "FirstDay", s => s with { FirstDay = new(2026, 3, 1) } },
        { "Post.LastDayBeforeFirst", "LastDay", s => s with { LastDay = new(2026, 3, 1) } },
        { "Post.LastDayBeforeFirst", "LastDay", s => s with { FirstDay = new(2026, 3, 9), LastDay = new(2026, 3, 8) } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_bad_field_is_refused_with_its_code(string code, string field, Func<AddStaff, AddStaff> spoil)
    {
        var error = Assert.Single((await portal.SendAsync(spoil(Valid("13700000002")), portal.SecurityAdministrator)).Errors);
        Assert.Equal((code, field), (error.Code, error.Field()));
    }

    [Fact]
    public async Task A_further_post_is_given_once()
    {
        var person = await portal.AddPersonAsync();
        (await portal.SendAsync(new AddPost(person, PostKind.CommunityOfficer, "320812003002"), portal.SecurityAdministrator)).Must();
        Assert.Equal("Post.HeldAlready", (await portal.SendAsync(new AddPost(person, PostKind.CommunityOfficer, "320812003002"), portal.SecurityAdministrator)).FirstError.Code);
        Assert.Equal("Staff.NotFound", (await portal.SendAsync(new AddPost(Guid.NewGuid(), PostKind.CommunityOfficer, "320812003002"), portal.SecurityAdministrator)).FirstError.Code);
    }

    [Fact]
    public async Task Only_an_administrator_manages_staff()
    {
        foreach (var by in new[] { portal.DistrictOfficer, portal.Worker, portal.Resident })
        {
            Assert.Equal("Access.Forbidden", (await portal.SendAsync(new ListStaff(), by)).FirstError.Code);
            Assert.Equal("Access.Forbidden", (await portal.SendAsync(Valid("13700000003"), by)).FirstError.Code);
        }
        Assert.Equal("Access.SignInFirst", (await portal.SendAsync(new ListStaff(), by: null)).FirstError.Code);
    }

    [Fact]
    public async Task Paging_visits_every_post_once()
    {
        var units = portal.Places.OfLevel(OrgLevel.Grid).Take(120).Select(u => new HeldPost(PostKind.GridWorker, u.Code)).ToArray();
        await portal.AddPersonAsync(units);
        var posts = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await portal.SendAsync(new ListStaff(After: after), portal.SecurityAdministrator)).Must();
            posts.AddRange(page.Items.Select(i => i.PostId));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(posts.Count, posts.Distinct().Count());
        Assert.True(posts.Count >= 120);
    }
}
