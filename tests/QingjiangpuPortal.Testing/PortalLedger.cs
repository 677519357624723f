using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MiniExcelLibs;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Testing;

/// <summary>People of the register, brought in by the real import.</summary>
public static class PortalLedger
{
    private static int _numbers;
    private static int _phones;

    /// <summary>A row of a list: cells by their headings.</summary>
    public sealed class Row : Dictionary<string, object?>
    {
        public Row() : base(StringComparer.Ordinal) { }

        public string IdNumber => (string)this[LedgerColumns.IdNumber]!;
    }

    /// <summary>A valid number that is nobody's (320899 was never given to a division) and no other test's.</summary>
    public static string NewIdNumber(DateOnly? born = null, Sex sex = Sex.Female)
    {
        // 50 of each day and sex.
        var next = Interlocked.Increment(ref _numbers);
        var day = born ?? new DateOnly(1950, 1, 1).AddDays(next / 50);
        var digits = string.Create(CultureInfo.InvariantCulture, $"320899{day:yyyyMMdd}{next % 499 * 2 + (sex == Sex.Male ? 1 : 0):000}");
        return digits + ResidentId.CheckOf(digits);
    }

    /// <summary>Somebody whose hukou lies in a unit; more cells are the test's.</summary>
    public static Row Person(string name = "钱多多", string hukou = DemoAccounts.MicroGrid, string? idNumber = null) => new()
    {
        [LedgerColumns.Name] = name,
        [LedgerColumns.IdNumber] = idNumber ?? NewIdNumber(),
        [LedgerColumns.HukouPlace] = hukou,
    };

    /// <summary>An XLSX of these rows; headings are the cells that any of them has.</summary>
    public static byte[] Workbook(params IReadOnlyCollection<Row> rows)
    {
        var columns = rows.SelectMany(row => row.Keys).Distinct(StringComparer.Ordinal).ToList();
        using var stream = new MemoryStream();
        stream.SaveAs(rows.Select(row => columns.ToDictionary(column => column, column => row.GetValueOrDefault(column), StringComparer.Ordinal)));
        return stream.ToArray();
    }

    extension(PortalFixture portal)
    {
        /// <summary>Sends a list and lets the worker go through it.</summary>
        public async Task<LedgerImportView> ImportAsync(Guid by, IReadOnlyCollection<Row> rows, LedgerSource source = LedgerSource.PoliceHukou, DateOnly? asOf = null)
        {
            var id = await portal.StartImportAsync(by, rows, source, asOf);
            while (await portal.RunImportsAsync())
            {
            }
            return (await portal.SendAsync(new GetLedgerImport(id), by)).Must();
        }

        public async Task<Guid> StartImportAsync(Guid by, IReadOnlyCollection<Row> rows, LedgerSource source = LedgerSource.PoliceHukou, DateOnly? asOf = null)
        {
            using var file = new MemoryStream(Workbook(rows));
            return (await portal.SendAsync(new StartLedgerImport(SubmissionKey.New(), source, asOf ?? ChinaTime.DayOf(portal.Clock.GetUtcNow()), file), by)).Must();
        }

        /// <summary>One round of the worker.</summary>
        public async Task<bool> RunImportsAsync(int most = int.MaxValue)
        {
            await using var scope = portal.ServiceProvider.CreateAsyncScope();
            return await LedgerImportRunner.RunAsync(
                scope.ServiceProvider.GetRequiredService<PortalDbContext>(), portal.ServiceProvider.GetRequiredService<IServiceScopeFactory>(), NullLogger.Instance, CancellationToken.None, most);
        }

        /// <summary>Somebody in the register, by the district's import.</summary>
        public async Task<Guid> RegisterAsync(Row row)
        {
            var view = await portal.ImportAsync(portal.DistrictOfficer, [row]);
            if (view.Import.Refused > 0) throw new InvalidOperationException(string.Join(", ", view.Refused[0].Problems));
            return await portal.LedgerIdAsync(row.IdNumber);
        }

        /// <summary>Links an account by the community's officer, who saw the household's register.</summary>
        public async Task LinkAsync(Row row, string phone, LedgerLinkKind kind) =>
            (await portal.SendAsync(new LinkLedgerAccount(await portal.LedgerIdAsync(row.IdNumber), phone, kind, IdentityDocument.HouseholdRegister), portal.CommunityOfficer)).Must();

        /// <summary>An account without a name, as most residents have it.</summary>
        public async Task<(Guid Id, string Phone)> AddResidentAsync()
        {
            var (id, phone) = (Guid.CreateVersion7(), $"137{Interlocked.Increment(ref _phones):D8}");
            var cipher = portal.ServiceProvider.GetRequiredService<IPersonalDataCipher>();
            await portal.QueryAsync(db =>
            {
                db.People.Add(Domain.Organization.Person.Create(id, name: null, cipher.Protect(phone, PersonalDataKind.Phone), portal.Clock.GetUtcNow()));
                return db.SaveChangesAsync();
            });
            return (id, phone);
        }

        /// <summary>A building of the demo's micro-grid, with whose name an address can begin.</summary>
        public Task<(string Name, string MicroGrid, double Latitude, double Longitude)> BuildingAsync() => portal.QueryAsync(async db =>
        {
            var building = await db.Buildings.OrderBy(b => b.ShortCode).FirstAsync(b => b.MicroGridCode == DemoAccounts.MicroGrid);
            return (building.Name, building.MicroGridCode, building.Latitude, building.Longitude);
        });

        public Task<Guid> LedgerIdAsync(string idNumber)
        {
            var index = portal.ServiceProvider.GetRequiredService<IPersonalDataCipher>().BlindIndex(idNumber, PersonalDataKind.IdNumber);
            return portal.QueryAsync(db => db.LedgerPeople.Where(p => p.IdNumber.BlindIndex == index).Select(p => p.Id).SingleAsync());
        }
    }
}
