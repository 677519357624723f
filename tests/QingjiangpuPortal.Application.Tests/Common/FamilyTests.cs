using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Common;

public sealed class FamilyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private DateOnly Today => ChinaTime.DayOf(portal.Clock.GetUtcNow());

    [Fact]
    public async Task A_family_is_oneself_and_whom_one_may_act_for_today_and_not_the_other_way_round()
    {
        var (daughter, mother, father, son) = (await portal.AddPersonAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync());
        await portal.QueryAsync(db =>
        {
            db.PersonRelations.AddRange(
                PersonRelation.Create(Guid.CreateVersion7(), daughter, mother, RelationKind.FamilyMember, Today, Today.AddDays(1)),
                PersonRelation.Create(Guid.CreateVersion7(), daughter, father, RelationKind.FamilyMember, Today.AddDays(1)),
                PersonRelation.Create(Guid.CreateVersion7(), daughter, son, RelationKind.Guardian, Today.AddDays(-9)));
            return db.SaveChangesAsync();
        });

        Assert.Equal(Sorted(daughter, mother, son), await FamilyOfAsync(daughter, Today));
        Assert.Equal(Sorted(daughter, father, son), await FamilyOfAsync(daughter, Today.AddDays(1)));
        Assert.Equal([mother], await FamilyOfAsync(mother, Today));
        Assert.Empty(await FamilyOfAsync(by: null, Today));
    }

    private static Guid[] Sorted(params Guid[] people) => [.. people.Order()];

    private async Task<List<Guid>> FamilyOfAsync(Guid? by, DateOnly day)
    {
        await using var scope = portal.ServiceProvider.CreateAsyncScope();
        if (by is { } person) await scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsAsync(person, CancellationToken.None);
        var family = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().FamilyOf(scope.ServiceProvider.GetRequiredService<ICurrentUser>(), day).ToListAsync();
        return [.. family.Order()];
    }
}
