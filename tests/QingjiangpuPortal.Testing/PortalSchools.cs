using System.Globalization;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Testing;

/// <summary>Rounds and registrations for schools, made by the real commands.</summary>
public static class PortalSchools
{
    /// <summary>In whose catchment the demo's micro-grid lies, and another one of the street.</summary>
    public const string School = DemoAccounts.School;
    public const string OtherSchool = "320812003S003";

    /// <summary>初中 of the same street.</summary>
    public const string MiddleSchool = "320812003S001";

    public const string Draw = "01 02 03 04 05 06 + 07";
    private static int _year = 1980;

    /// <summary>A child's number (GB 11643) with a right check character.</summary>
    public static string ChildId(DateOnly birth, int child)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"320812{birth:yyyyMMdd}{child:000}");
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return digits + "10X98765432"[digits.Select((digit, at) => weights[at] * (digit - '0')).Sum() % 11];
    }

    /// <summary>What a family answers when nothing is wrong with it: hukou and parents' home in the demo's micro-grid.</summary>
    public static EnrollmentAnswers Answers(AdmissionRound round, int child) => new(
        "周小宝", ChildId(new(round.Year - 7, 1, 15), child), ChildId: null, Guardianship.Mother, "化工新村 3 栋 201 室", DemoAccounts.MicroGrid,
        HasHukou: true, HukouDay: new(2019, 5, 1), House: HomeKind.Parents, HouseDay: new(2018, 3, 1),
        PropertyNumber: string.Create(CultureInfo.InvariantCulture, $"苏(2018)淮安市不动产权第{round.Year}{child:0000}号"), Preferences: [School]);

    extension(PortalFixture portal)
    {
        /// <summary>A round that is open, with so many seats in each of the two schools; of junior middle schools in the one.</summary>
        public async Task<AdmissionRound> AddRoundAsync(int seats = 1, int otherSeats = 0, int? year = null, SchoolStage stage = SchoolStage.Primary)
        {
            var (now, cipher) = (portal.Clock.GetUtcNow(), portal.ServiceProvider.GetRequiredService<IPersonalDataCipher>());
            var today = ChinaTime.DayOf(now);
            // The year alone tells the rounds of a database apart.
            var round = AdmissionRound.Plan(
                Guid.CreateVersion7(), stage, year ?? Interlocked.Increment(ref _year),
                new(today.AddDays(-2), today.AddDays(-1), today.AddDays(5), today.AddDays(9), today.AddDays(12), today.AddDays(14), today.AddDays(20)),
                Enum.GetValues<AdmissionCategory>(), Enum.GetValues<TieRule>());
            round.Move(RoundVerb.Announce, now).Must();
            round.Move(RoundVerb.Open, now).Must();
            var seed = new byte[Lottery.SeedLength];
            return await portal.QueryAsync(async db =>
            {
                db.AdmissionRounds.Add(round);
                db.RoundLotteries.Add(RoundLottery.Commit(round.Id, Lottery.Commitment(seed), cipher.Protect(Convert.ToHexStringLower(seed), PersonalDataKind.LotterySeed), "试验彩票", today.AddDays(8), now));
                if (stage == SchoolStage.JuniorMiddle) db.SchoolSeats.Add(SchoolSeats.Create(round.Id, MiddleSchool, seats));
                else db.SchoolSeats.AddRange(SchoolSeats.Create(round.Id, School, seats), SchoolSeats.Create(round.Id, OtherSchool, otherSeats));
                await db.SaveChangesAsync();
                return round;
            });
        }

        /// <summary>Answers question after question, as the pages do.</summary>
        /// <returns>The draft.</returns>
        public async Task<Guid> FillInAsync(AdmissionRound round, Guid guardian, EnrollmentAnswers answers)
        {
            foreach (var step in answers.Steps.Where(step => step != EnrollmentStep.Check))
                (await portal.SendAsync(new SaveEnrollmentStep(round.Id, step, answers, []), guardian)).Must();
            return (await portal.SendAsync(new GetEnrollmentDraft(round.Id), guardian)).Must().DraftId!.Value;
        }

        /// <summary>Fills in and sends; fails the test when it is refused.</summary>
        public async Task<SchoolApplication> ApplyAsync(AdmissionRound round, Guid guardian, EnrollmentAnswers answers)
        {
            var draft = await portal.FillInAsync(round, guardian, answers);
            var id = (await portal.SendAsync(new SubmitEnrollment(SubmissionKey.New(), round.Id, draft, Agreed: true), guardian)).Must();
            return await portal.ApplicationAsync(id);
        }

        public Task<SchoolApplication> ApplicationAsync(Guid id) => portal.QueryAsync(db => db.SchoolApplications.AsNoTracking().SingleAsync(a => a.Id == id));

        public Task<AdmissionRound> RoundAsync(Guid id) => portal.QueryAsync(db => db.AdmissionRounds.AsNoTracking().SingleAsync(r => r.Id == id));

        /// <summary>Does something to an application as it is now.</summary>
        public async Task<ErrorOr<Success>> OnApplicationAsync(Guid id, Func<uint, IRequest<ErrorOr<Success>>> command, Guid by) =>
            await portal.SendAsync(command((await portal.ApplicationAsync(id)).Version), by);

        /// <summary>Does something to a round as it is now.</summary>
        public async Task<ErrorOr<Success>> OnRoundAsync(Guid id, Func<uint, IRequest<ErrorOr<Success>>> command, Guid by) =>
            await portal.SendAsync(command((await portal.RoundAsync(id)).Version), by);
    }
}
