using QingjiangpuPortal.Admin;
using QingjiangpuPortal.Admin.Commands;
using Spectre.Console.Cli;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl-C stops what is going on and lets go of the database, the second one ends the process.
    pressed.Cancel = !stopping.IsCancellationRequested;
    stopping.Cancel();
};

var app = new CommandApp();
app.Configure(config =>
{
    config.SetApplicationName("admin");
    config.SetExceptionHandler((exception, _) => Failures.Report(exception));
    config.AddCommand<MigrateCommand>("migrate")
        .WithDescription("Brings the database to what this version of the portal needs. Safe to repeat; needs no keys.");
    config.AddCommand<SeedCommand>("seed")
        .WithDescription("Fills the database with the district and made-up reports. Never for a portal that people use.")
        .WithExample("seed", "--scale", "demo")
        .WithExample("seed", "--scale", "district", "--reports", "1000000", "--months", "24");
    config.AddBranch("user", user =>
    {
        user.SetDescription("Members of the staff.");
        user.AddCommand<UserAddCommand>("add")
            .WithDescription("Adds a member of the staff with a post, the first administrator too.")
            .WithExample("user", "add", "--phone", "13800138000", "--name", "张三", "--post", "SecurityAdministrator", "--unit", "320812");
        user.AddCommand<UserResetCommand>("reset")
            .WithDescription("For who lost password and second factors and finds no administrator: gives a code for a new password.")
            .WithExample("user", "reset", "--phone", "13800138000", "--document", "IdentityCard", "--reason", "手机丢失，当面核对");
    });
    config.AddBranch("geo", geo =>
    {
        geo.SetDescription("Boundaries of the district's areas.");
        geo.AddCommand<GeoImportCommand>("import")
            .WithDescription("Replaces boundaries by those of a GeoJSON file (FeatureCollection, WGS-84, properties.code): all of them, or none when one is wrong.")
            .WithExample("geo", "import", "boundaries.geojson");
    });
    config.AddCommand<DeadlineCommand>("deadline")
        .WithDescription("Says when a limit is used up and how that is reached, day by day, by the portal's working calendar or by a file's.")
        .WithExample("deadline", "--from", "2026-02-13T16:00+08:00", "--limit", "2wd")
        .WithExample("deadline", "--from", "2026-02-13T16:00+08:00", "--limit", "7wh", "--calendar", "cn-workdays.csv");
    config.AddBranch("care", care =>
    {
        care.SetDescription("Care of the elderly.");
        care.AddCommand<CareAssessCommand>("assess")
            .WithDescription("Says the level of an ability assessment (GB/T 42195-2022) and how it is reached.")
            .WithExample("care", "assess", "--items", "4,4,3,4,3,4,4,4,4,4,3,2,4,4,4,3,4,4,1,1,2,2,1,3,2,3", "--risk-events", "2");
    });
    config.AddBranch("placement", placement =>
    {
        placement.SetDescription("Placement of children in schools.");
        placement.AddCommand<PlacementSimulateCommand>("simulate")
            .WithDescription("Places applicants by deferred acceptance with the schools' strict priorities. Writes all of the file or nothing.")
            .WithExample("placement", "simulate", "--schools", "schools.csv", "--applicants", "applicants.csv", "--priorities", "priorities.csv", "--out", "placements.csv");
    });
    config.AddBranch("lottery", lottery =>
    {
        lottery.SetDescription("The lottery that anybody can verify.");
        lottery.AddCommand<LotteryNumberCommand>("number")
            .WithDescription("Computes everybody's number and rank from the seed and the public draw; prints the hashes that were published beforehand.")
            .WithExample("lottery", "number", "--receipts", "receipts.txt", "--seed", "64 hexadecimal digits", "--draw", "2026-07-01 双色球 2026075: 01 05 09 17 22 31 + 08", "--out", "numbers.csv");
    });
    config.AddBranch("insurance", insurance =>
    {
        insurance.SetDescription("Retirement and pensions.");
        insurance.AddCommand<InsuranceRetirementCommand>("retirement")
            .WithDescription("Says in which month somebody reaches the retirement age since 2025, and by how many months that is later than before.")
            .WithExample("insurance", "retirement", "--born", "1965-01", "--kind", "man");
        insurance.AddCommand<InsurancePensionCommand>("pension")
            .WithDescription("Says what a monthly pension comes to, and of which parts. An illustration, no decision.")
            .WithExample("insurance", "pension", "--scheme", "residents", "--yearly", "1000", "--subsidy", "120", "--years", "15")
            .WithExample("insurance", "pension", "--scheme", "employees", "--wage", "12049", "--index", "0.8", "--years", "30", "--account", "100000", "--age", "60");
    });
    config.AddBranch("rules", rules =>
    {
        rules.SetDescription("The documents that care and social insurance go by.");
        rules.AddCommand<RulesExportCommand>("export").WithDescription("Writes the last rules to a file, to be changed and put in.");
        rules.AddCommand<RulesImportCommand>("import").WithDescription("Puts rules in from a day on.").WithExample("rules", "import", "--of", "care", "--from", "2027-01-01", "--file", "care.json");
    });
    config.AddBranch("audit", audit =>
    {
        audit.SetDescription("The audit trail and its chain.");
        audit.AddCommand<AuditVerifyCommand>("verify")
            .WithDescription("Follows the whole chain and names every line, leaf and batch that was changed, removed or inserted. Ends with 0 only when there is none.")
            .WithExample("audit", "verify", "--published", "audit-2026-11-24.csv");
        audit.AddCommand<AuditPublishCommand>("publish")
            .WithDescription("Writes number, size, root and hash of every batch into a file, to be kept elsewhere.")
            .WithExample("audit", "publish", "--out", "audit-2026-11-24.csv");
    });
    config.AddBranch("stats", stats =>
    {
        stats.SetDescription("The numbers of the dashboard.");
        stats.AddCommand<StatsVerifyCommand>("verify")
            .WithDescription("Counts everything anew from the reports and names every number that differs. Ends with 0 only when none does; the portal may run meanwhile.")
            .WithExample("stats", "verify", "--repair");
    });
    config.AddBranch("keys", keys =>
    {
        keys.SetDescription("Keys that protect personal data.");
        keys.AddCommand<KeysNewCommand>("new")
            .WithDescription("Writes a file of fresh keys. Never overwrites one: without the old keys no protected name or number can be read.");
        keys.AddCommand<KeysStatusCommand>("status").WithDescription("Versions, suites, and how many values each key still seals.");
        keys.AddCommand<KeysRotateCommand>("rotate")
            .WithDescription("Makes the next data key and seals everything with it, while the portal runs; goes on with a rotation that was cut off.")
            .WithExample("keys", "rotate", "--suite", "Commercial");
        keys.AddCommand<KeysNewMasterCommand>("new-master").WithDescription("Adds a master key to the key file and makes it the current one.");
        keys.AddCommand<KeysRotateMasterCommand>("rotate-master").WithDescription("Wraps every data key under the file's current master key.");
        keys.AddCommand<KeysUpgradeCommand>("upgrade").WithDescription("Brings a key file of the old form, which holds the data keys itself, to master keys.");
    });
});
return await app.RunAsync(args, stopping.Token);
